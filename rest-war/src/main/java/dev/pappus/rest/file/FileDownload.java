package dev.pappus.rest.file;

import dev.pappus.rest.problem.ProblemBody;
import dev.pappus.rest.problem.RequestIdFilter;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a stored file: {@code ETag}, {@code If-None-Match}, one {@code Range} with {@code
 * If-Range} (RFC 9110 §13, §14), always as a download and never under a content type that a browser
 * would show.
 */
@ApplicationScoped
public class FileDownload {
  private static final int BUFFER_BYTES = 128 * 1024;

  @Inject StoredFiles files;

  /**
   * The answer to a GET or a HEAD; the caller has checked that it may have the file.
   *
   * @param file what to hand out
   */
  public Response answer(HttpServletRequest request, DownloadFile file) {
    String etag = "\"" + file.sha256() + "\"";
    if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
      return Response.notModified().header(HttpHeaders.ETAG, etag).build();
    }
    return ByteRange.of(rangeHeader(request, etag), file.sizeBytes())
        .map(range -> bytes(request, file, etag, range))
        .orElseGet(() -> unsatisfiable(file.sizeBytes(), RequestIdFilter.idOf(request)));
  }

  private Response bytes(
      HttpServletRequest request, DownloadFile file, String etag, ByteRange range) {
    Response.ResponseBuilder response =
        Response.status(range.partial() ? 206 : 200)
            .type(file.contentType())
            .header(HttpHeaders.CONTENT_LENGTH, range.length())
            .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file.fileName()))
            .header(HttpHeaders.ETAG, etag)
            .header("Accept-Ranges", "bytes")
            .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    if (range.partial()) {
      response.header("Content-Range", range.contentRange(file.sizeBytes()));
    }
    if (!"HEAD".equals(request.getMethod())) {
      InputStream in = files.open(file.key(), range.first());
      response.entity((StreamingOutput) out -> copy(in, out, range.length()));
    }
    return response.build();
  }

  /** RFC 9110 §13.1.5: the range counts only if the client's part is of this very file. */
  private static @Nullable String rangeHeader(HttpServletRequest request, String etag) {
    String ifRange = request.getHeader("If-Range");
    return ifRange == null || ifRange.strip().equals(etag) ? request.getHeader("Range") : null;
  }

  /** RFC 9110 §13.1.2, by weak comparison. */
  static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String candidate : ifNoneMatch.split(",")) {
      String tag = candidate.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static Response unsatisfiable(long size, String requestId) {
    ProblemBody problem =
        new ProblemBody(
            "range-not-satisfiable",
            "Range not satisfiable",
            416,
            "The file has " + size + " bytes; none of them lies in this range.",
            requestId,
            Map.of("sizeBytes", size));
    return Response.fromResponse(problem.toResponse())
        .header("Content-Range", "bytes */" + size)
        .build();
  }

  /** RFC 6266: an ASCII name for old clients, the real one by RFC 8187. */
  static String disposition(String fileName) {
    StringBuilder plain = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < fileName.length(); i++) {
      char c = fileName.charAt(i);
      plain.append(isPlain(c) ? c : '_');
    }
    for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isAttributeCharacter(c)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != '/';
  }

  /** RFC 8187 §3.2.1, attr-char. */
  private static boolean isAttributeCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$&+-.^_`|~".indexOf(c) >= 0;
  }

  private static void copy(InputStream file, OutputStream out, long length) throws IOException {
    try (InputStream in = file) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("A stored file is shorter than its row says");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
