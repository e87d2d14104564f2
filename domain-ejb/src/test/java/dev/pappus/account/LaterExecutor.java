package dev.pappus.account;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.List;

/** An executor that only remembers what it should run. */
final class LaterExecutor {

  private LaterExecutor() {}

  static ManagedExecutorService into(List<Runnable> later) {
    return (ManagedExecutorService)
        Proxy.newProxyInstance(
            LaterExecutor.class.getClassLoader(),
            new Class<?>[] {ManagedExecutorService.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("execute")) {
                throw new UnsupportedOperationException(method.getName());
              }
              later.add((Runnable) arguments[0]);
              return null;
            });
  }
}
