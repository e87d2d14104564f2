package dev.pappus.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.rest.FakeRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemServletTest {
  private final Map<String, String> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;

  @Test
  void saysWhenToComeBackToWhatTheServerCannotServeNow() throws IOException {
    fail(503);

    assertThat(status).isEqualTo(503);
    assertThat(headers).containsEntry("Retry-After", "10");
    assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"code\":\"unavailable\"");
  }

  @Test
  void sendsTheSameHeadersAsAResourceDoes() throws IOException {
    for (int failure : new int[] {401, 404, 413, 500, 503}) {
      headers.clear();
      fail(failure);

      assertThat(headers).isEqualTo(ProblemBody.ofStatus(failure, "1").headers());
    }
  }

  private void fail(int code) throws IOException {
    HttpServletRequest request = new FakeRequest().build();
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, code);
    new ProblemServlet().service(request, response());
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            ProblemServletTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    status = (int) arguments[0];
                    yield null;
                  }
                  case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                  case "setContentType", "setContentLength" -> null;
                  case "getOutputStream" -> new Sink();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private final class Sink extends ServletOutputStream {

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
