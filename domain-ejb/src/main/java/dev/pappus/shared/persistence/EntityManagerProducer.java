package dev.pappus.shared.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The one entity manager of the house: that of the transaction that is running, and outside of one
 * a new one for each read.
 *
 * <p>Payara looks the factory behind it up at the first call, in the module that makes the request:
 * a repository whose first caller is a web page would not find it. So there is one for all, and
 * {@link EntityManagerStarter} makes the first call in the module that owns the persistence unit.
 *
 * <p>Outside of a transaction Payara would keep one in the invocation that runs, and each managed
 * task or thread that was begun there shares it: whichever ends first closes it for the others.
 */
@ApplicationScoped
public class EntityManagerProducer {
  @PersistenceContext(unitName = "pappus")
  EntityManager em;

  private volatile @Nullable Outside outside;

  void start(TransactionSynchronizationRegistry transactions) {
    outside = new Outside(transactions, em.getEntityManagerFactory());
  }

  @Produces
  EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManager.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> invoke(target(method), method, arguments));
  }

  /**
   * All but reads stay with the container's, which refuses them outside of a transaction.
   *
   * <p>A new one is not closed, since its queries are not over yet; EclipseLink gives a connection
   * back after each read, and what is left is garbage.
   */
  private EntityManager target(Method method) {
    Outside known = outside;
    return known != null && isRead(method) && known.isThere()
        ? known.factory().createEntityManager()
        : em;
  }

  private static boolean isRead(Method method) {
    return method.getName().equals("find") || Query.class.isAssignableFrom(method.getReturnType());
  }

  private static @Nullable Object invoke(
      EntityManager target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    }
  }

  private record Outside(
      TransactionSynchronizationRegistry transactions, EntityManagerFactory factory) {
    boolean isThere() {
      return transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
    }
  }
}
