package dev.pappus.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A receiver in PHP, by PHP's own web server; the test is skipped where there is no {@code php}.
 */
final class PhpReceiver implements Receiver {
  private final Path folder;
  private final int port;
  private final Process php;

  private PhpReceiver(Path folder, int port, Process php) {
    this.folder = folder;
    this.port = port;
    this.php = php;
  }

  /**
   * Starts it.
   *
   * @param folder an empty one, for what comes
   */
  static PhpReceiver start(Path folder) throws IOException {
    Path script = folder.resolve("receiver.php");
    try (InputStream source =
        Objects.requireNonNull(PhpReceiver.class.getResourceAsStream("receiver.php"))) {
      Files.copy(source, script);
    }
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder("php", "-S", HOST + ":" + port, script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("php.log").toFile());
    builder.environment().put("RECEIVED", folder.toString());
    Process php;
    try {
      php = builder.start();
    } catch (IOException e) {
      return abort("php is absent: " + e.getMessage());
    }
    PhpReceiver receiver = new PhpReceiver(folder, port, php);
    Awaitility.await("PHP's web server").atMost(Duration.ofSeconds(20)).until(receiver::listens);
    return receiver;
  }

  private boolean listens() {
    try (Socket socket = new Socket(HOST, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String url() {
    return "http://" + HOST + ":" + port + "/hook.php";
  }

  @Override
  public List<Call> calls() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Call> calls = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".call")).sorted().toList()) {
        calls.add(read(file));
      }
      return calls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Headers, an empty line, the types that PHP saw (as a header here), the body. */
  private static Call read(Path file) throws IOException {
    String text = Files.readString(file);
    int end = text.indexOf("\n\n");
    int body = text.indexOf('\n', end + 2);
    Map<String, String> headers = new HashMap<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    headers.put("php-types", text.substring(end + 2, body));
    Instant at = Files.getLastModifiedTime(file).toInstant();
    return new Call(headers, text.substring(body + 1).getBytes(StandardCharsets.UTF_8), at);
  }

  @Override
  public void close() {
    php.destroy();
  }
}
