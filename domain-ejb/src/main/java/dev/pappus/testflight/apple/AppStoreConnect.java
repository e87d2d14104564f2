package dev.pappus.testflight.apple;

import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * The calls of the App Store Connect API 4.1 that an upload needs: "List Apps", "Create a Build
 * Upload", "Create a Reservation for a Build Upload File", "Commit a Build Upload File", "Read
 * Build Upload Information" and the two lists of what is there already; the four steps are those of
 * "Uploading Assets to App Store Connect". All pages are at {@code
 * developer.apple.com/documentation/appstoreconnectapi}, the shapes of the members in the OpenAPI
 * document that Apple offers there.
 *
 * <p>Every method blocks; outside of any transaction.
 */
@ApplicationScoped
public class AppStoreConnect {
  private static final String UPLOADS = "buildUploads";
  private static final String FILES = "buildUploadFiles";
  private static final String PLATFORM = "IOS";
  private static final String AWAITING = "AWAITING_UPLOAD";
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int MAX_TOLD = 2000;

  @Inject AppleTransport transport;
  @Inject TestFlightSettings settings;
  @Inject UploadGuard guard;
  @Inject Clock clock;

  /**
   * Asks for anything, to see whether Apple knows the key.
   *
   * @throws AppleRefusedException if it does not
   */
  public void check(AppStoreCredentials key) {
    get(key, "/v1/apps?limit=1");
  }

  /**
   * What Apple calls the app of that bundle id; empty if the key cannot see one.
   *
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public Optional<String> findApp(AppStoreCredentials key, String bundleId) {
    // the filter also finds those that only begin so
    return AppleJson.objects(
            get(key, "/v1/apps?" + query(Map.of("filter[bundleId]", bundleId))), "data")
        .stream()
        .filter(
            app ->
                AppleJson.text(AppleJson.object(app, "attributes"), "bundleId")
                    .filter(bundleId::equals)
                    .isPresent())
        .flatMap(app -> AppleJson.text(app, "id").stream())
        .findFirst();
  }

  /**
   * An upload of that version that waits for its file: for ours by its name, or for any. So an
   * upload whose making we could not note is found again.
   *
   * @param fileName what we call the file
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public Optional<String> findUpload(
      AppStoreCredentials key, String appId, AppleVersion version, String fileName) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("filter[cfBundleShortVersionString]", version.shortVersion());
    filter.put("filter[cfBundleVersion]", version.bundleVersion());
    filter.put("filter[platform]", PLATFORM);
    filter.put("filter[state]", AWAITING);
    String path = "/v1/apps/" + segment(appId) + "/" + UPLOADS + "?" + query(filter);
    return AppleJson.objects(get(key, path), "data").stream()
        .map(AppStoreConnect::upload)
        .filter(upload -> upload.state().equals(AWAITING))
        .map(AppleUpload::id)
        .filter(id -> files(key, id).stream().allMatch(file -> file.name().equals(fileName)))
        .findFirst();
  }

  /**
   * Makes an upload.
   *
   * @return what Apple calls it
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public String createUpload(AppStoreCredentials key, String appId, AppleVersion version) {
    JsonObjectBuilder attributes =
        JsonParts.object()
            .add("cfBundleShortVersionString", version.shortVersion())
            .add("cfBundleVersion", version.bundleVersion())
            .add("platform", PLATFORM);
    return made(post(key, UPLOADS, attributes, "app", "apps", appId));
  }

  /**
   * The file of that name that an upload waits for.
   *
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public Optional<String> findFile(AppStoreCredentials key, String uploadId, String fileName) {
    return files(key, uploadId).stream()
        .filter(file -> file.name().equals(fileName))
        .map(AppleFile::id)
        .findFirst();
  }

  private List<AppleFile> files(AppStoreCredentials key, String uploadId) {
    String path = "/v1/" + UPLOADS + "/" + segment(uploadId) + "/" + FILES;
    return AppleJson.objects(get(key, path), "data").stream().map(AppStoreConnect::file).toList();
  }

  /**
   * Tells an upload which file will come.
   *
   * @return what Apple calls it
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public String reserveFile(
      AppStoreCredentials key, String uploadId, String fileName, long sizeBytes) {
    JsonObjectBuilder attributes =
        JsonParts.object()
            .add("assetType", "ASSET")
            .add("fileName", fileName)
            .add("fileSize", sizeBytes)
            .add("uti", "com.apple.ipa");
    return made(post(key, FILES, attributes, "buildUpload", UPLOADS, uploadId));
  }

  /**
   * A file as Apple sees it now, its parts with addresses that still hold.
   *
   * @throws AppleRefusedException {@code testflight-refused}, also if Apple does not want it
   */
  public AppleFile file(AppStoreCredentials key, String fileId) {
    return file(AppleJson.object(get(key, "/v1/" + FILES + "/" + segment(fileId)), "data")).sound();
  }

  /**
   * The next part to be sent.
   *
   * @param sent how much Apple has, from the file's beginning
   * @param sizeBytes of the whole
   * @return empty if Apple has it all
   * @throws AppleRefusedException {@code testflight-refused} if the parts are not the whole file
   */
  public Optional<UploadPart> partAfter(AppleFile file, long sent, long sizeBytes) {
    return UploadPart.covering(file.parts(), sizeBytes).stream()
        .filter(part -> part.end() > sent)
        .findFirst();
  }

  /**
   * Sends a part.
   *
   * @return how much Apple has now, from the file's beginning
   * @throws AppleRefusedException {@code testflight-refused} if nothing may be sent there
   */
  public long sendPart(UploadPart part, Supplier<InputStream> bytes) {
    guard.require(part);
    try {
      judged(() -> transport.put(part, bytes));
    } catch (AppleRefusedException e) {
      // an address holds for a while only; the next try gets another
      throw new AppleUnavailableException("A part of the file was not taken: " + e.detail());
    }
    return part.end();
  }

  /**
   * Tells Apple that the file is whole.
   *
   * @param sha256 in hex
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public void commitFile(AppStoreCredentials key, String fileId, String sha256) {
    JsonObject checksum =
        JsonParts.object().add("hash", sha256).add("algorithm", "SHA_256").build();
    JsonObject body =
        JsonParts.object()
            .add(
                "data",
                JsonParts.object()
                    .add("type", FILES)
                    .add("id", fileId)
                    .add(
                        "attributes",
                        JsonParts.object()
                            .add("uploaded", true)
                            .add("sourceFileChecksums", JsonParts.object().add("file", checksum))))
            .build();
    URI uri = uri("/v1/" + FILES + "/" + segment(fileId));
    judged(() -> transport.send("PATCH", uri, key.token(clock.instant()), body));
  }

  /**
   * Where an upload stands.
   *
   * @throws AppleRefusedException {@code testflight-refused}
   */
  public AppleUpload upload(AppStoreCredentials key, String uploadId) {
    return upload(AppleJson.object(get(key, "/v1/" + UPLOADS + "/" + segment(uploadId)), "data"));
  }

  private JsonObject get(AppStoreCredentials key, String pathAndQuery) {
    URI uri = uri(pathAndQuery);
    return judged(() -> transport.get(uri, key.token(clock.instant())));
  }

  private JsonObject post(
      AppStoreCredentials key,
      String type,
      JsonObjectBuilder attributes,
      String relationship,
      String relatedType,
      String relatedId) {
    JsonObjectBuilder related =
        JsonParts.object()
            .add("data", JsonParts.object().add("type", relatedType).add("id", relatedId));
    JsonObject body =
        JsonParts.object()
            .add(
                "data",
                JsonParts.object()
                    .add("type", type)
                    .add("attributes", attributes)
                    .add("relationships", JsonParts.object().add(relationship, related)))
            .build();
    URI uri = uri("/v1/" + type);
    return judged(() -> transport.send("POST", uri, key.token(clock.instant()), body));
  }

  private URI uri(String pathAndQuery) {
    return URI.create(settings.baseUrl() + pathAndQuery);
  }

  private static String query(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> segment(value.getKey()) + "=" + segment(value.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String made(JsonObject answer) {
    return AppleJson.text(AppleJson.object(answer, "data"), "id")
        .orElseThrow(() -> new AppleUnavailableException("App Store Connect gave no id."));
  }

  private static AppleUpload upload(JsonObject data) {
    JsonObject state = AppleJson.object(AppleJson.object(data, "attributes"), "state");
    return new AppleUpload(
        AppleJson.text(data, "id").orElse(""),
        AppleJson.text(state, "state").orElse(""),
        descriptions(state));
  }

  private static AppleFile file(JsonObject data) {
    JsonObject attributes = AppleJson.object(data, "attributes");
    JsonObject state = AppleJson.object(attributes, "assetDeliveryState");
    return new AppleFile(
        AppleJson.text(data, "id").orElse(""),
        AppleJson.text(attributes, "fileName").orElse(""),
        AppleJson.number(attributes, "fileSize"),
        AppleJson.text(state, "state").orElse(""),
        descriptions(state),
        AppleJson.objects(attributes, "uploadOperations").stream()
            .map(AppStoreConnect::part)
            .toList());
  }

  private static UploadPart part(JsonObject operation) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonObject header : AppleJson.objects(operation, "requestHeaders")) {
      AppleJson.text(header, "name")
          .ifPresent(name -> headers.put(name, AppleJson.text(header, "value").orElse("")));
    }
    try {
      return new UploadPart(
          AppleJson.text(operation, "method").orElse("PUT"),
          URI.create(AppleJson.text(operation, "url").orElse("")),
          AppleJson.number(operation, "offset"),
          AppleJson.number(operation, "length"),
          headers);
    } catch (IllegalArgumentException e) {
      throw new AppleRefusedException("Apple named an upload address that is no URL.");
    }
  }

  /** The errors; the warnings where there are none. */
  private static String descriptions(JsonObject state) {
    return Stream.of("errors", "warnings")
        .map(kind -> told(AppleJson.objects(state, kind), "description", "code"))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String told(List<JsonObject> details, String first, String second) {
    String text =
        details.stream()
            .map(detail -> AppleJson.text(detail, first).or(() -> AppleJson.text(detail, second)))
            .flatMap(Optional::stream)
            .map(String::strip)
            .distinct()
            .collect(Collectors.joining(" "));
    return TextRules.cut(TextRules.storable(text), MAX_TOLD);
  }

  /** The body of an answer that is none of trouble. */
  private static JsonObject judged(Supplier<AppleAnswer> call) {
    AppleAnswer answer;
    try {
      answer = call.get();
    } catch (FaultToleranceException e) {
      throw new AppleUnavailableException("App Store Connect gave no answer in time.");
    }
    int status = answer.status();
    if (status / 100 == 2) {
      return answer.body();
    }
    String told = told(AppleJson.objects(answer.body(), "errors"), "detail", "title");
    String text = told.isEmpty() ? "App Store Connect answered with status " + status + "." : told;
    if (status == TOO_MANY || status >= 500) {
      throw new AppleUnavailableException(text, answer.retryAfter());
    }
    throw new AppleRefusedException(
        status == UNAUTHORIZED
            ? "App Store Connect refuses the key: "
                + text
                + " Check issuer, key id and key, and the clock of this server."
            : text);
  }
}
