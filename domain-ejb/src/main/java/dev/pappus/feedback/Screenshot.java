package dev.pappus.feedback;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.storage.StagedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HexFormat;

/**
 * A picture as it came in.
 *
 * @param file staged; whoever made the report closes it
 * @param fileName without a path
 * @param contentType what its first bytes say, never what the client said
 */
public record Screenshot(StagedFile file, String fileName, String contentType) {
  private static final int MAX_FILE_NAME_LENGTH = 255;

  /**
   * Looks at the first bytes.
   *
   * @throws InvalidFieldException unless it is a PNG (RFC 2083 §3.1), JPEG (ITU-T T.81 B.1.1.3),
   *     GIF (GIF89a §17) or WebP (RFC 9649 §2.4)
   * @throws IOException if the staged file cannot be read
   */
  public static Screenshot of(StagedFile file, String fileName) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file.path())) {
      head = in.readNBytes(12);
    }
    String name = fileName.substring(Math.max(0, fileName.length() - MAX_FILE_NAME_LENGTH));
    return new Screenshot(file, name, contentTypeOf(HexFormat.of().formatHex(head)));
  }

  private static String contentTypeOf(String head) {
    if (head.startsWith("89504e470d0a1a0a")) {
      return "image/png";
    }
    if (head.startsWith("ffd8ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("474946383761") || head.startsWith("474946383961")) {
      return "image/gif";
    }
    if (head.startsWith("52494646") && head.endsWith("57454250")) {
      return "image/webp";
    }
    throw new InvalidFieldException("screenshot", "must be a PNG, JPEG, GIF or WebP picture");
  }
}
