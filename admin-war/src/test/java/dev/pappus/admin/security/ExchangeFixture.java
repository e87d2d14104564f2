package dev.pappus.admin.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the console by an English browser, and what is answered. */
final class ExchangeFixture {
  private static final String CONSOLE = "/console";

  final HttpServletRequest request = fake(HttpServletRequest.class, this::request);
  final HttpServletResponse response = fake(HttpServletResponse.class, this::response);

  /** What was answered: the status of an error, where to go, or "" for neither. */
  String answer = "";

  /** What the browser is given. */
  final List<Cookie> cookies = new ArrayList<>();

  final Map<String, String> headers = new HashMap<>();
  private final List<Cookie> brought = new ArrayList<>();
  private final String method;
  private final String path;
  private final Map<String, Object> attributes = new HashMap<>();

  /**
   * @param path below the console
   */
  ExchangeFixture(String method, String path) {
    this.method = method;
    this.path = path;
  }

  static <T> T fake(Class<T> type, InvocationHandler does) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, does));
  }

  /** The same browser's next request. */
  ExchangeFixture next(String nextPath) {
    ExchangeFixture next = new ExchangeFixture("GET", nextPath);
    next.brought.addAll(cookies);
    return next;
  }

  private @Nullable Object request(Object proxy, Method called, Object[] arguments) {
    return switch (called.getName()) {
      case "getMethod" -> method;
      case "getServletPath" -> path;
      case "getContextPath" -> CONSOLE;
      case "getRequestURI" -> CONSOLE + path;
      case "getHeader" -> headers.get((String) arguments[0]);
      case "getCookies" -> brought.toArray(Cookie[]::new);
      case "getLocales" -> Collections.enumeration(List.of(Locale.ENGLISH));
      case "getAttribute" -> attributes.get((String) arguments[0]);
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      default -> null;
    };
  }

  private @Nullable Object response(Object proxy, Method called, Object[] arguments) {
    switch (called.getName()) {
      case "sendRedirect" -> answer = (String) arguments[0];
      case "sendError" -> answer = String.valueOf(arguments[0]);
      case "addCookie" -> cookies.add((Cookie) arguments[0]);
      default -> {}
    }
    return null;
  }
}
