package dev.pappus.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pappus.delivery.DeliveryBell;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.worker.RoundGuard;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.util.Set;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What fails silently, seen from inside. The EAR is the real one with this class in its REST module
 * and without the listener of the bell: here the test listens.
 */
@ExtendWith(ArquillianExtension.class)
@Order(Integer.MAX_VALUE)
@SuppressWarnings("BanJNDI") // names of our own server, not of a user
class InsideTheServerIT {
  private static final long SOON_MILLIS = 10_000;
  private static final long A_MOMENT_MILLIS = 500;

  @Inject RoundGuard guard;
  @Inject DeliveryBell bell;
  @Inject UserTransaction transaction;
  @Inject EntityManager em;

  @Resource ManagedThreadFactory threads;

  @Deployment
  static EnterpriseArchive ear() {
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(
            EnterpriseArchive.class, new File(System.getProperty("pappus.ear", "")));
    WebArchive rest = ear.getAsType(WebArchive.class, "rest-war.war");
    rest.addClass(InsideTheServerIT.class);
    JavaArchive worker = ear.getAsType(JavaArchive.class, "webhook-mdb.jar");
    worker.delete("dev/pappus/worker/DeliveryListener.class");
    ear.delete("rest-war.war");
    ear.delete("webhook-mdb.jar");
    return ear.addAsModule(Testable.archiveToTest(rest)).addAsModule(worker);
  }

  /** Without fault tolerance the failure would arrive here; one server leaves it off unasked. */
  @Test
  @SuppressWarnings("NullAway") // a request that cannot be worked off
  void guardsTheRoundByFaultTolerance() {
    RoundOutcome outcome = guard.run(null);

    assertEquals(RoundOutcome.FAILED, outcome);
  }

  /** Payara lets tasks share what outside of a transaction belongs to who has begun them. */
  @Test
  void readsOnWhenAThreadThatWasBegunMeanwhileHasEnded() throws Exception {
    long teams = teams();
    Thread thread = threads.newThread(this::teams);
    thread.start();
    thread.join();

    assertEquals(teams, teams());
  }

  @Test
  void writesNothingOutsideOfATransaction() {
    assertThrows(TransactionRequiredException.class, () -> em.flush());
    assertThrows(
        TransactionRequiredException.class,
        () -> em.createQuery("delete from Team t where t.name is null").executeUpdate());
  }

  private long teams() {
    return em.createQuery("select count(t) from Team t", Long.class).getSingleResult();
  }

  @Test
  void ringsTheBellAfterACommitAndNotAfterARollback() throws Exception {
    UUID rolledBack = UUID.randomUUID();
    UUID committed = UUID.randomUUID();
    try (JMSContext context = connections().createContext();
        JMSConsumer consumer = context.createConsumer(bellQueue())) {
      transaction.begin();
      bell.ringAfterCommit(Set.of(rolledBack));
      transaction.rollback();

      transaction.begin();
      bell.ringAfterCommit(Set.of(committed));
      assertNull(consumer.receiveBody(String.class, A_MOMENT_MILLIS), "rung before the commit");
      transaction.commit();

      String rung = consumer.receiveBody(String.class, SOON_MILLIS);
      assertNotNull(rung, "not rung after the commit");
      assertEquals(committed.toString(), rung);
      assertNull(consumer.receiveBody(String.class, A_MOMENT_MILLIS), "rung after a rollback");
    }
  }

  private static ConnectionFactory connections() throws NamingException {
    return InitialContext.doLookup("java:comp/DefaultJMSConnectionFactory");
  }

  private static Queue bellQueue() throws NamingException {
    return InitialContext.doLookup(DeliveryBell.QUEUE);
  }
}
