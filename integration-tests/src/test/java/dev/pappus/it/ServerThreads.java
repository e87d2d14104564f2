package dev.pappus.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The threads that the application started inside the server's JVM, by the JDK's {@code jcmd}. */
final class ServerThreads {
  private static final Pattern OURS =
      Pattern.compile(
          "^\"[^\"]*(ManagedThreadFactory|httpclient|db-scheduler|pappus)[^\"]*\".*",
          Pattern.CASE_INSENSITIVE);

  private final long pid;

  private ServerThreads(long pid) {
    this.pid = pid;
  }

  /** Of the server whose command line names its prepared directory. */
  static ServerThreads ofServer() {
    String mark =
        System.getProperty("arquillian.launch", "").equals("wildfly")
            // as WildFly's adapter hands it on
            ? "-Djboss.server.base.dir=" + Path.of(System.getProperty("wildfly.base")).normalize()
            : "domains/" + System.getProperty("payara.domain");
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .filter(process -> commandLine(process.pid()).contains(mark))
        .findFirst()
        .map(process -> new ServerThreads(process.pid()))
        .orElseThrow(() -> new IllegalStateException("No server runs with " + mark));
  }

  /** Whole: what {@link ProcessHandle} tells ends after 4096 bytes, and a server's is longer. */
  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }

  int count() {
    return names().size();
  }

  /** The names, for a message. */
  String dump() {
    return String.join("\n", names());
  }

  private List<String> names() {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      try (InputStream out = jcmd.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().filter(line -> OURS.matcher(line).matches()).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
