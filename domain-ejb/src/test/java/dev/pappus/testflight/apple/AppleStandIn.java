package dev.pappus.testflight.apple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for App Store Connect, on the loopback address, written from the public description of
 * its API: tokens are verified, parts put together, checksums compared. Whether Apple's own service
 * behaves so, no test of ours has seen.
 */
public final class AppleStandIn implements AutoCloseable {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
  private static final int HANG_UP = 0;

  private final HttpServer server;
  private final PublicKey key;
  private final String keyId;
  private final String issuerId;
  private final Clock clock;
  private final Map<String, String> apps = new LinkedHashMap<>();
  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private final Map<String, Held> files = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int parts = 3;
  private int polls = 2;
  private String verdict = "COMPLETE";
  private List<String> complaints = List.of();
  private @Nullable String partsAt;

  /** An answer in place of the right one, once. */
  private record Fault(String prefix, int status, String body, @Nullable String retryAfter) {
    boolean hangsUp() {
      return status == HANG_UP;
    }
  }

  private static final class Upload {
    final String id;
    final String app;
    final JsonObject attributes;
    String state = "AWAITING_UPLOAD";
    int asked;

    Upload(String id, String app, JsonObject attributes) {
      this.id = id;
      this.app = app;
      this.attributes = attributes;
    }
  }

  private static final class Held {
    final String id;
    final Upload upload;
    final JsonObject attributes;
    final Map<Integer, byte[]> received = new TreeMap<>();
    String state = "AWAITING_UPLOAD";

    Held(String id, Upload upload, JsonObject attributes) {
      this.id = id;
      this.upload = upload;
      this.attributes = attributes;
    }

    long size() {
      return AppleJson.number(attributes, "fileSize");
    }
  }

  /**
   * Starts, at a port that is free.
   *
   * @param clock the stand-in's own
   */
  public AppleStandIn(PublicKey key, String keyId, String issuerId, Clock clock) {
    this(0, key, keyId, issuerId, clock);
  }

  /**
   * Starts.
   *
   * @param clock the stand-in's own
   */
  public AppleStandIn(int port, PublicKey key, String keyId, String issuerId, Clock clock) {
    this.key = key;
    this.keyId = keyId;
    this.issuerId = issuerId;
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  public synchronized AppleStandIn app(String id, String bundleId) {
    apps.put(id, bundleId);
    return this;
  }

  /** In how many parts it wants a file. */
  public synchronized AppleStandIn inParts(int count) {
    parts = count;
    return this;
  }

  /** How often it says that it is processing a file before it comes to an end. */
  public synchronized AppleStandIn processingFor(int answers) {
    polls = answers;
    return this;
  }

  /** Sends the parts to another server. */
  public synchronized AppleStandIn partsAt(String base) {
    partsAt = base;
    return this;
  }

  /** What it says after some polls. */
  public synchronized AppleStandIn verdict(String state, String... descriptions) {
    verdict = state;
    complaints = List.of(descriptions);
    return this;
  }

  /** Answers the next request whose method and path begin so with an error of its API. */
  public synchronized AppleStandIn failing(String prefix, int status, String detail) {
    return answering(prefix, status, errors(status, detail), null);
  }

  public synchronized AppleStandIn answering(
      String prefix, int status, String body, @Nullable String retryAfter) {
    faults.add(new Fault(prefix, status, body, retryAfter));
    return this;
  }

  /** Ends the connection in the middle of the next request whose method and path begin so. */
  public synchronized AppleStandIn hangingUp(String prefix) {
    return answering(prefix, HANG_UP, "", null);
  }

  /** An upload that somebody else has begun. */
  public synchronized AppleStandIn foreignUpload(String app, String version, String code) {
    Upload upload =
        new Upload(
            "foreign-" + uploads.size(),
            app,
            JsonParts.object()
                .add("cfBundleShortVersionString", version)
                .add("cfBundleVersion", code)
                .add("platform", "IOS")
                .build());
    uploads.put(upload.id, upload);
    Held file =
        new Held(
            "foreign-file-" + files.size(),
            upload,
            JsonParts.object().add("fileName", "Other.ipa").add("fileSize", 7).build());
    files.put(file.id, file);
    return this;
  }

  /** Method and path of each request, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** How many uploads there are. */
  public synchronized int uploads() {
    return uploads.size();
  }

  public synchronized int files() {
    return files.size();
  }

  /** The states of all uploads. */
  public synchronized List<String> states() {
    return uploads.values().stream().map(upload -> upload.state).toList();
  }

  /** The bytes of the newest file. */
  public synchronized byte[] bytes() {
    byte[] newest = {};
    for (Held file : files.values()) {
      newest = joined(file);
    }
    return newest;
  }

  private static byte[] joined(Held file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.received.values().forEach(out::writeBytes);
    return out.toByteArray();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    Fault fault = note(line);
    if (fault != null && fault.hangsUp()) {
      // with its body unread
      exchange.close();
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    Answer answer =
        fault == null
            ? answer(line, exchange, body)
            : new Answer(fault.status(), fault.body(), fault.retryAfter());
    byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
    if (answer.retryAfter() != null) {
      exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
    }
    exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private record Answer(int status, String body, @Nullable String retryAfter) {
    static Answer of(int status, JsonObjectBuilder body) {
      return new Answer(status, body.build().toString(), null);
    }

    static Answer error(int status, String detail) {
      return new Answer(status, errors(status, detail), null);
    }
  }

  private static String errors(int status, String detail) {
    return JsonParts.object()
        .add(
            "errors",
            JsonParts.array()
                .add(
                    JsonParts.object()
                        .add("status", Integer.toString(status))
                        .add("code", "SOME_CODE")
                        .add("title", "Some title")
                        .add("detail", detail)))
        .build()
        .toString();
  }

  /** Keeps a request in mind, and says what is to go wrong with it. */
  private synchronized @Nullable Fault note(String line) {
    asked.add(line);
    for (Fault fault : faults) {
      if (line.startsWith(fault.prefix())) {
        faults.remove(fault);
        return fault;
      }
    }
    return null;
  }

  private synchronized Answer answer(String line, HttpExchange exchange, byte[] body) {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (path[1].equals("parts")) {
      return token == null
          ? part(path, exchange.getRequestHeaders().getFirst("X-Part"), body)
          : Answer.error(400, "A token was sent to the storage.");
    }
    String wrong = wrong(token);
    if (wrong != null) {
      return Answer.error(401, wrong);
    }
    return route(line, path, query(exchange.getRequestURI()), body);
  }

  private Answer route(String line, String[] path, Map<String, String> query, byte[] body) {
    JsonObject json =
        body.length == 0
            ? JsonObject.EMPTY_JSON_OBJECT
            : AppleJson.object(JsonParts.read(new String(body, StandardCharsets.UTF_8)), "data");
    if (line.equals("GET /v1/apps")) {
      return listOfApps(query);
    }
    if (line.matches("GET /v1/apps/[^/]+/buildUploads")) {
      return listOfUploads(path[3], query);
    }
    if (line.equals("POST /v1/buildUploads")) {
      return createUpload(json);
    }
    if (line.matches("GET /v1/buildUploads/[^/]+/buildUploadFiles")) {
      JsonArrayBuilder found = JsonParts.array();
      files.values().stream()
          .filter(file -> file.upload.id.equals(path[3]))
          .forEach(file -> found.add(json(file)));
      return Answer.of(200, JsonParts.object().add("data", found));
    }
    if (line.startsWith("GET /v1/buildUploads/")) {
      Upload upload = uploads.get(path[3]);
      return upload == null
          ? Answer.error(
              404, "There is no resource of type 'buildUploads' with id '" + path[3] + "'")
          : Answer.of(200, JsonParts.object().add("data", polled(upload)));
    }
    if (line.equals("POST /v1/buildUploadFiles")) {
      return reserve(json);
    }
    Held file = line.contains(" /v1/buildUploadFiles/") ? files.get(path[3]) : null;
    if (file == null) {
      return Answer.error(404, "The specified resource does not exist");
    }
    return line.startsWith("PATCH ")
        ? commit(file, json)
        : Answer.of(200, JsonParts.object().add("data", json(file)));
  }

  private @Nullable String wrong(@Nullable String header) {
    try {
      String[] token = String.valueOf(header).replaceFirst("^Bearer ", "").split("\\.", -1);
      if (token.length != 3) {
        return "Provide a properly configured and signed bearer token.";
      }
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
      JsonObject head = json(token[0]);
      JsonObject claims = json(token[1]);
      Instant issued = Instant.ofEpochSecond(claims.getInt("iat"));
      Instant ends = Instant.ofEpochSecond(claims.getInt("exp"));
      boolean right =
          verifier.verify(BASE64.decode(token[2]))
              && head.getString("alg").equals("ES256")
              && head.getString("kid").equals(keyId)
              && claims.getString("iss").equals(issuerId)
              && claims.getString("aud").equals("appstoreconnect-v1")
              && !ends.isAfter(issued.plusSeconds(20 * 60));
      if (!right) {
        return "Provide a properly configured and signed bearer token.";
      }
      return ends.isAfter(clock.instant()) ? null : "The bearer token has expired.";
    } catch (GeneralSecurityException e) {
      return "Provide a properly configured and signed bearer token.";
    }
  }

  private static JsonObject json(String base64) {
    return JsonParts.read(new String(BASE64.decode(base64), StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] sides = pair.split("=", 2);
        query.put(
            URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
            URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  /** Finds by the beginning, as such filters may. */
  private Answer listOfApps(Map<String, String> query) {
    JsonArrayBuilder found = JsonParts.array();
    apps.forEach(
        (id, bundleId) -> {
          if (bundleId.startsWith(query.getOrDefault("filter[bundleId]", ""))) {
            found.add(
                JsonParts.object()
                    .add("type", "apps")
                    .add("id", id)
                    .add("attributes", JsonParts.object().add("bundleId", bundleId)));
          }
        });
    return Answer.of(200, JsonParts.object().add("data", found));
  }

  private Answer listOfUploads(String app, Map<String, String> query) {
    JsonArrayBuilder found = JsonParts.array();
    uploads.values().stream()
        .filter(upload -> upload.app.equals(app))
        .filter(
            upload ->
                query.entrySet().stream()
                    .allMatch(
                        filter -> {
                          String name = filter.getKey().replaceAll("filter\\[(.*)]", "$1");
                          return name.equals("state")
                              ? upload.state.equals(filter.getValue())
                              : upload.attributes.getString(name).equals(filter.getValue());
                        }))
        .forEach(upload -> found.add(json(upload)));
    return Answer.of(200, JsonParts.object().add("data", found));
  }

  private Answer createUpload(JsonObject json) {
    JsonObject attributes = AppleJson.object(json, "attributes");
    String app =
        json.getJsonObject("relationships")
            .getJsonObject("app")
            .getJsonObject("data")
            .getString("id");
    boolean taken =
        uploads.values().stream()
            .anyMatch(
                upload ->
                    upload.attributes.equals(attributes)
                        && List.of("PROCESSING", "COMPLETE").contains(upload.state));
    if (taken) {
      return Answer.error(
          409, "The bundle version must be higher than the previously uploaded version.");
    }
    Upload upload = new Upload("upload-" + (uploads.size() + 1), app, attributes);
    uploads.put(upload.id, upload);
    return Answer.of(201, JsonParts.object().add("data", json(upload)));
  }

  private JsonObjectBuilder polled(Upload upload) {
    if (upload.state.equals("PROCESSING") && ++upload.asked > polls) {
      upload.state = verdict;
    }
    return json(upload);
  }

  private JsonObjectBuilder json(Upload upload) {
    JsonArrayBuilder details = JsonParts.array();
    boolean ended = upload.state.equals(verdict);
    if (ended) {
      complaints.forEach(
          text -> details.add(JsonParts.object().add("code", "90000").add("description", text)));
    }
    JsonObjectBuilder state =
        JsonParts.object()
            .add("state", upload.state)
            .add(upload.state.equals("FAILED") ? "errors" : "warnings", details);
    JsonObjectBuilder attributes = JsonParts.object();
    upload.attributes.forEach(attributes::add);
    return JsonParts.object()
        .add("type", "buildUploads")
        .add("id", upload.id)
        .add("attributes", attributes.add("state", state));
  }

  private Answer reserve(JsonObject json) {
    String uploadId =
        json.getJsonObject("relationships")
            .getJsonObject("buildUpload")
            .getJsonObject("data")
            .getString("id");
    JsonObject attributes = json.getJsonObject("attributes");
    Upload upload = uploads.get(uploadId);
    if (upload == null
        || !attributes.getString("assetType").equals("ASSET")
        || !attributes.getString("uti").equals("com.apple.ipa")) {
      return Answer.error(409, "The provided entity includes a relationship with an invalid value");
    }
    Held file = new Held("file-" + (files.size() + 1), upload, attributes);
    files.put(file.id, file);
    return Answer.of(201, JsonParts.object().add("data", json(file)));
  }

  private JsonObjectBuilder json(Held file) {
    JsonObjectBuilder attributes = JsonParts.object();
    file.attributes.forEach(attributes::add);
    attributes.add("assetDeliveryState", JsonParts.object().add("state", file.state));
    if (file.state.equals("AWAITING_UPLOAD")) {
      attributes.add("uploadOperations", operations(file));
    } else {
      attributes.addNull("uploadOperations");
    }
    return JsonParts.object()
        .add("type", "buildUploadFiles")
        .add("id", file.id)
        .add("attributes", attributes);
  }

  /** The last first: nobody promises an order. */
  private JsonArrayBuilder operations(Held file) {
    JsonArrayBuilder operations = JsonParts.array();
    long each = (file.size() + parts - 1) / parts;
    for (int i = parts - 1; i >= 0; i--) {
      long offset = i * each;
      if (offset < file.size()) {
        operations.add(
            JsonParts.object()
                .add("method", "PUT")
                .add("url", (partsAt == null ? base() : partsAt) + "/parts/" + file.id + "/" + i)
                .add("offset", offset)
                .add("length", Math.min(each, file.size() - offset))
                .add("partNumber", i + 1)
                .add(
                    "requestHeaders",
                    JsonParts.array()
                        .add(JsonParts.object().add("name", "X-Part").add("value", "" + i))
                        .add(
                            JsonParts.object()
                                .add("name", "Content-Length")
                                .add("value", "" + Math.min(each, file.size() - offset)))));
      }
    }
    return operations;
  }

  private Answer part(String[] path, @Nullable String header, byte[] body) {
    Held file = Objects.requireNonNull(files.get(path[2]));
    int number = Integer.parseInt(path[3]);
    long each = (file.size() + parts - 1) / parts;
    if (!path[3].equals(header) || body.length != Math.min(each, file.size() - number * each)) {
      return new Answer(400, "<Error><Code>BadDigest</Code></Error>", null);
    }
    file.received.put(number, Arrays.copyOf(body, body.length));
    return new Answer(200, "", null);
  }

  private Answer commit(Held file, JsonObject json) {
    JsonObject attributes = json.getJsonObject("attributes");
    JsonObject checksum = attributes.getJsonObject("sourceFileChecksums").getJsonObject("file");
    if (!file.state.equals("AWAITING_UPLOAD")) {
      return Answer.error(409, "The file was committed already.");
    }
    if (!attributes.getBoolean("uploaded")
        || !checksum.getString("algorithm").equals("SHA_256")
        || !checksum.getString("hash").equals(sha256(joined(file)))) {
      return Answer.error(409, "The checksum does not match the uploaded file.");
    }
    file.state = "UPLOAD_COMPLETE";
    file.upload.state = "PROCESSING";
    return Answer.of(200, JsonParts.object().add("data", json(file)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
