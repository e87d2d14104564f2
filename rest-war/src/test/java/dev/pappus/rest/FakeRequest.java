package dev.pappus.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of a servlet request as our code asks of one. */
public final class FakeRequest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, List<String>> headers = new HashMap<>();
  private String url = "http://127.0.0.1:8080/api/v1/apps";
  private InputStream body = InputStream.nullInputStream();
  private long contentLength = -1;

  public FakeRequest url(String text) {
    url = text;
    return this;
  }

  public FakeRequest header(String name, String... values) {
    headers.put(name.toLowerCase(java.util.Locale.ROOT), List.of(values));
    return this;
  }

  /** A body whose length the client announces. */
  public FakeRequest body(byte[] bytes) {
    body = new ByteArrayInputStream(bytes);
    contentLength = bytes.length;
    return this;
  }

  public FakeRequest body(InputStream stream, long announcedLength) {
    body = stream;
    contentLength = announcedLength;
    return this;
  }

  public HttpServletRequest build() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answer(method, arguments));
  }

  @SuppressWarnings("JdkObsolete") // the servlet API asks for a StringBuffer
  private @Nullable Object answer(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getAttribute" -> attributes.get(arguments[0]);
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      case "getHeader" -> values(arguments[0]).stream().findFirst().orElse(null);
      case "getHeaders" -> Collections.enumeration(values(arguments[0]));
      case "getMethod" -> "POST";
      case "getRequestURI" -> url.replaceFirst("^https?://[^/]*", "");
      case "getRequestURL" -> new StringBuffer(url);
      case "getQueryString", "getCharacterEncoding" -> null;
      case "getRemoteAddr" -> "192.0.2.1";
      case "getContentType" -> values("content-type").stream().findFirst().orElse(null);
      case "getContentLength" -> (int) contentLength;
      case "getContentLengthLong" -> contentLength;
      case "getInputStream" -> new Body(body);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private List<String> values(Object name) {
    return headers.getOrDefault(name.toString().toLowerCase(java.util.Locale.ROOT), List.of());
  }

  private static final class Body extends ServletInputStream {
    private final InputStream in;

    Body(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
