package dev.pappus.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the deployed application over HTTP, with the administrator's token or as a stranger.
 */
final class ApiClient {
  private static final String BOUNDARY = "pappus-it-boundary-5d41402abc4b2a76";
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final @Nullable String header;
  private final String key;

  private ApiClient(@Nullable String header, String key) {
    this.header = header;
    this.key = key;
  }

  /** With the token that the environment gave to the first administrator. */
  static ApiClient administrator() {
    return withToken(DeployedApplication.setting("PAPPUS_ADMIN_TOKEN"));
  }

  static ApiClient anonymous() {
    return new ApiClient(null, "");
  }

  static ApiClient withToken(String token) {
    return new ApiClient("Authorization", "Bearer " + token);
  }

  /** As an app in the field. */
  static ApiClient withIngestKey(String key) {
    return new ApiClient("X-Ingest-Key", key);
  }

  /** What came back; the body is read whole. */
  static final class Answer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] bytes;

    Answer(HttpResponse<byte[]> response) {
      this.status = response.statusCode();
      this.headers = response.headers().map();
      this.bytes = response.body();
    }

    int status() {
      return status;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(text()))) {
        return reader.readObject();
      }
    }

    Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .flatMap(entry -> entry.getValue().stream())
          .findFirst();
    }

    /** The answer's JSON, if it has the status; else the test fails with what came. */
    JsonObject expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("Expected " + wanted + ", got " + this);
      }
      return bytes.length == 0 ? JsonValue.EMPTY_JSON_OBJECT : json();
    }

    @Override
    public String toString() {
      return status + " " + headers + "\n" + text();
    }
  }

  /** A file of a form. */
  static final class Part {
    private final String field;
    private final String fileName;
    private final byte[] bytes;

    Part(String field, String fileName, byte[] bytes) {
      this.field = field;
      this.fileName = fileName;
      this.bytes = bytes.clone();
    }
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer post(String path, JsonObject body) {
    return send("POST", path, body.toString(), "application/json");
  }

  Answer patch(String path, JsonObject body) {
    return send("PATCH", path, body.toString(), "application/json");
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer send(String method, String path, String body, String mediaType, String... headers) {
    return send(
        method, path, BodyPublishers.ofString(body, StandardCharsets.UTF_8), mediaType, headers);
  }

  Answer send(String method, String path, BodyPublisher body, String mediaType, String... headers) {
    return send(request(path, headers).header("Content-Type", mediaType).method(method, body));
  }

  /** The raw way: {@code PUT /builds}. */
  Answer putBuild(String fileName, byte[] bytes) {
    return send(
        "PUT",
        "/api/v1/builds?filename=" + encoded(fileName),
        BodyPublishers.ofByteArray(bytes),
        "application/octet-stream");
  }

  /** The form: {@code POST /builds}. */
  Answer postBuild(String fileName, byte[] bytes, Map<String, String> fields) {
    return postForm("/api/v1/builds", fields, new Part("file", fileName, bytes));
  }

  Answer postForm(String path, Map<String, String> fields, Part... files) {
    return send(
        "POST",
        path,
        BodyPublishers.ofByteArray(form(fields, files)),
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  private static byte[] form(Map<String, String> fields, Part... files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) -> {
          write(out, "--" + BOUNDARY + "\r\n");
          write(out, "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
          write(out, value + "\r\n");
        });
    for (Part file : files) {
      write(out, "--" + BOUNDARY + "\r\n");
      write(out, "Content-Disposition: form-data; name=\"" + file.field + "\"");
      write(out, "; filename=\"" + file.fileName + "\"\r\n");
      write(out, "Content-Type: application/octet-stream\r\n\r\n");
      out.writeBytes(file.bytes);
      write(out, "\r\n");
    }
    write(out, "--" + BOUNDARY + "--\r\n");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    URI uri =
        path.startsWith("http")
            ? URI.create(path)
            : URI.create(DeployedApplication.baseUri() + path);
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    if (header != null) {
      builder.header(header, key);
    }
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder;
  }

  private static Answer send(HttpRequest.Builder builder) {
    try {
      HttpResponse<byte[]> response = HTTP.send(builder.build(), BodyHandlers.ofByteArray());
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
