import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/**
 * Looks before a server starts whether it can, so that what is in its way is one sentence and not a page of stack
 * traces. {@code pappus.sh} runs this file from source with the database driver on the class path.
 *
 * <p>Arguments: the data directory, then {@code address:port} for each listener. The database comes from the
 * environment, so that no password stands on a command line. Exit status 1 and one line on standard error say what is
 * wrong.
 */
final class Preflight {

  /** Error codes of H2, see {@code org.h2.api.ErrorCode} of version 2.2.224. */
  private static final int H2_ALREADY_OPEN = 90020;

  private static final int H2_NOT_FOUND = 90146;

  private static final int CONNECT_SECONDS = 10;

  private static final class CannotStart extends Exception {
    CannotStart(String sentence) {
      super(sentence);
    }
  }

  public static void main(String[] arguments) {
    try {
      checkDirectory(Path.of(arguments[0]));
      for (int i = 1; i < arguments.length; i++) {
        checkPort(arguments[i]);
      }
      checkDatabase(
          System.getenv("PAPPUS_DB_URL"),
          System.getenv("PAPPUS_DB_USER"),
          System.getenv("PAPPUS_DB_PASSWORD"));
    } catch (CannotStart e) {
      System.err.println("pappus: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void checkDirectory(Path directory) throws CannotStart {
    try {
      Files.delete(Files.createTempFile(directory, ".write-test", null));
    } catch (IOException e) {
      throw new CannotStart("The data directory " + directory + " cannot be written to.");
    }
  }

  private static void checkPort(String listener) throws CannotStart {
    int colon = listener.lastIndexOf(':');
    String address = listener.substring(0, colon);
    int port = Integer.parseInt(listener.substring(colon + 1));
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      throw new CannotStart(
          "Port " + port + " on " + address + " cannot be used (" + e.getMessage()
              + "): set PAPPUS_HTTP_PORT, or PAPPUS_PORT_BASE for the server's own ports.");
    }
  }

  private static void checkDatabase(String url, String user, String password) throws CannotStart {
    boolean h2 = url.startsWith("jdbc:h2:");
    if (h2) {
      // without the first a kill loses acknowledged commits, without the second a clean stop its last results
      String options = url.toUpperCase(Locale.ROOT);
      if (!options.contains(";WRITE_DELAY=0") || !options.contains(";DB_CLOSE_ON_EXIT=FALSE")) {
        throw new CannotStart("PAPPUS_DB_URL of H2 must end in ;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE.");
      }
    }
    Properties account = new Properties();
    account.setProperty("user", user);
    account.setProperty("password", password);
    DriverManager.setLoginTimeout(CONNECT_SECONDS);
    // IFEXISTS: the check must not be what makes the file
    try (var connection = DriverManager.getConnection(h2 ? url + ";IFEXISTS=TRUE" : url, account)) {
      connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      String place = url.replaceFirst("[?;].*", "");
      if (h2 && e.getErrorCode() == H2_ALREADY_OPEN) {
        throw new CannotStart("The database file of " + place + " is in use by another process.");
      }
      if (!h2 || e.getErrorCode() != H2_NOT_FOUND) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        if (e.getCause() instanceof UnknownHostException unknown) {
          reason = "unknown host " + unknown.getMessage() + ".";
        }
        throw new CannotStart(
            "The database " + place + " cannot be opened as user " + user + ": " + reason);
      }
    }
  }
}
