package dev.pappus.format;

import dev.pappus.format.SharedFixtures.Expected;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Counts how the packages of {@link SharedFixtures} ended and which of their expected values no
 * test looked at, and logs it as a table when a class is done.
 */
final class FixtureTally implements InvocationInterceptor, AfterAllCallback {
  private static final Logger LOG = System.getLogger(FixtureTally.class.getName());

  /** The members of {@code expect} that were asked for, by file. */
  private static final Map<String, Set<String>> ASKED = new ConcurrentHashMap<>();

  private final Map<String, Row> rows = new TreeMap<>();

  private static final class Row {
    int passed;
    int failed;
    int refused;
    int asserted;
    int notAsserted;
    final Set<String> keys = new TreeSet<>();
  }

  /** The same object; whoever asks for a member is remembered. */
  static JsonObject watched(String file, JsonObject expect) {
    Set<String> asked = ASKED.computeIfAbsent(file, absent -> ConcurrentHashMap.newKeySet());
    return (JsonObject)
        Proxy.newProxyInstance(
            FixtureTally.class.getClassLoader(),
            new Class<?>[] {JsonObject.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments.length > 0 && arguments[0] instanceof String key) {
                asked.add(key);
              }
              try {
                return method.invoke(expect, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause() == null ? failed : failed.getCause();
              }
            });
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    Expected expected = (Expected) call.getArguments().get(0);
    Row row = rows.computeIfAbsent(format(expected), absent -> new Row());
    boolean done = false;
    try {
      invocation.proceed();
      done = true;
    } finally {
      count(row, done, call.getExecutable().getName().startsWith("refuses"));
    }
    Set<String> asked = ASKED.getOrDefault(expected.file(), Set.of());
    JsonObject expect = expected.line().getJsonObject("expect");
    if (expect != null && !asked.isEmpty()) {
      for (String key : expect.keySet()) {
        if (asked.contains(key)) {
          row.asserted++;
        } else {
          row.notAsserted++;
          row.keys.add(key);
        }
      }
    }
  }

  private static void count(Row row, boolean done, boolean refusal) {
    if (!done) {
      row.failed++;
    } else if (refusal) {
      row.refused++;
    } else {
      row.passed++;
    }
  }

  private static String format(Expected expected) {
    JsonObject expect = expected.line().getJsonObject("expect");
    return expect != null && expect.containsKey("format")
        ? expect.getString("format")
        : expected.file().substring(expected.file().lastIndexOf('.') + 1);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    StringBuilder table =
        new StringBuilder("Files by format, and the values expected of those that were read\n")
            .append(
                "%-22s %6s %6s %11s | %8s %12s%n"
                    .formatted(
                        "format", "passed", "failed", "unsupported", "asserted", "not asserted"));
    rows.forEach(
        (format, row) ->
            table.append(
                "%-22s %6d %6d %11d | %8d %12d %s%n"
                    .formatted(
                        format,
                        row.passed,
                        row.failed,
                        row.refused,
                        row.asserted,
                        row.notAsserted,
                        row.keys)));
    LOG.log(Level.INFO, table.toString());
  }
}
