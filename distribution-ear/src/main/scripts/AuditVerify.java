import dev.pappus.audit.chain.ChainFinding;
import dev.pappus.audit.chain.ChainReport;
import dev.pappus.audit.chain.ChainVerifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pappus.sh audit-verify}: walks the audit's chain in the database that the environment
 * names, in one read-only transaction, and names all that is not as it was sealed.
 *
 * <p>Ends with 0 if nothing was found, with 1 if something was, with 2 if it could not look.
 */
public class AuditVerify {
  private static final int PAGE = 5000;
  private static final Pattern HEAD = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  public static void main(String[] arguments) {
    Matcher head = null;
    if (arguments.length > 0) {
      head = HEAD.matcher(arguments.length == 2 ? arguments[1] : "");
      if (!arguments[0].equals("--head") || !head.matches()) {
        end(2, "Give --head as the log has it: <sequence>:<hash of 64 hex digits>.");
      }
    }
    String url = System.getenv("PAPPUS_DB_URL");
    Properties account = new Properties();
    account.setProperty("user", System.getenv("PAPPUS_DB_USER"));
    account.setProperty("password", System.getenv("PAPPUS_DB_PASSWORD"));
    try (Connection connection =
        DriverManager.getConnection(
            url.startsWith("jdbc:h2:") ? url + ";IFEXISTS=TRUE" : url, account)) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      // one picture of all tables, though the server goes on writing
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      ChainVerifier verifier = new ChainVerifier(connection);
      boolean more = true;
      while (more) {
        more = verifier.walk(PAGE);
      }
      if (head != null) {
        verifier.compare(Long.parseLong(head.group(1)), head.group(2));
      }
      ChainReport report = verifier.finish();
      connection.rollback();
      tell(report);
    } catch (SQLException e) {
      end(
          2,
          "The database cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + (url.startsWith("jdbc:h2:") ? " (an H2 file can be read when its server is stopped)" : ""));
    }
  }

  private static void tell(ChainReport report) {
    for (ChainFinding finding : report.findings()) {
      System.out.println(finding);
    }
    if (report.found() > report.findings().size()) {
      System.out.println("and " + (report.found() - report.findings().size()) + " more");
    }
    System.out.println(
        "Seals verified: "
            + (report.sequence() - report.after())
            + " (" + (report.after() + 1) + " to " + report.sequence() + "). " + report.tail());
    System.out.println(report.found() == 0 ? "Nothing was found." : report.found() + " found.");
    System.exit(report.found() == 0 ? 0 : 1);
  }

  private static void end(int status, String why) {
    System.err.println("pappus: " + why);
    System.exit(status);
  }
}
