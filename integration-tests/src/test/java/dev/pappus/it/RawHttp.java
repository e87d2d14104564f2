package dev.pappus.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says over a socket what no decent client says. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern LENGTH =
      Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private RawHttp() {}

  /**
   * Sends a head and no body.
   *
   * @return the answer, read as far as its Content-Length says: a server may keep the connection
   *     for the body that never comes
   */
  static String exchange(URI server, String... head) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      StringBuilder answer = new StringBuilder();
      for (int b = in.read(); b >= 0; b = in.read()) {
        answer.append((char) b);
        if (answer.length() >= END_OF_HEAD.length()
            && answer.indexOf(END_OF_HEAD, answer.length() - END_OF_HEAD.length()) >= 0) {
          break;
        }
      }
      Matcher length = LENGTH.matcher(answer);
      byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      return answer + new String(body, StandardCharsets.UTF_8);
    }
  }
}
