package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.url.PublicUrlsFixture;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.SessionCookieConfig;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

  /** What the container is told of the cookie, where the server's own address is this one. */
  private static Map<String, String> at(String base) {
    Map<String, String> told = new TreeMap<>();
    SessionCookieConfig config =
        fake(
            SessionCookieConfig.class,
            (proxy, method, arguments) -> told.put(method.getName(), Arrays.toString(arguments)));
    ServletContext context = fake(ServletContext.class, (proxy, method, arguments) -> config);
    Injection.wire(new SessionCookie(), PublicUrlsFixture.at(base))
        .contextInitialized(new ServletContextEvent(context));
    return told;
  }

  private static <T> T fake(Class<T> type, InvocationHandler does) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, does));
  }

  @Test
  void overTlsIsForThisHostAlone() {
    assertThat(at("https://pappus.example.com"))
        .containsEntry("setName", "[__Host-PAPPUS_CONSOLE]")
        .containsEntry("setPath", "[/]")
        .containsEntry("setSecure", "[true]")
        .containsEntry("setHttpOnly", "[true]")
        .containsEntry("setAttribute", "[SameSite, Lax]");
  }

  @Test
  void withoutTlsHasNoNameThatBrowsersRefuse() {
    assertThat(at("http://127.0.0.1:8080"))
        .doesNotContainKeys("setName", "setPath")
        .containsEntry("setSecure", "[false]")
        .containsEntry("setHttpOnly", "[true]");
  }
}
