package dev.pappus.rest.pgyer;

import dev.pappus.account.Authenticator;
import dev.pappus.account.UserRepository;
import dev.pappus.rest.form.FormText;
import dev.pappus.rest.form.MultipartForm;
import dev.pappus.rest.json.BodyText;
import dev.pappus.rest.json.JsonText;
import dev.pappus.rest.security.PresentedToken;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.net.ClientNetwork;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.text.InvalidTextException;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call: its parameters, wherever they stand, and who makes it.
 *
 * <p>The vendor documents a form; clients in the field also send {@code multipart/form-data}, JSON,
 * and everything in the query. A body is read only where somebody asks for a parameter, and never
 * for an upload, whose body is not for memory.
 */
@RequestScoped
class PgyerCall {
  /** The API token. In a header as in our own API it is taken, too. */
  static final String API_KEY = "_api_key";

  static final String APP_KEY = "appKey";
  static final String BUILD_KEY = "buildKey";

  /** Parameters of calls that bring no package; others in a multipart body are passed over. */
  private static final Set<String> NAMES =
      Set.of(
          API_KEY,
          APP_KEY,
          BUILD_KEY,
          "page",
          "buildShortcutUrl",
          "buildVersion",
          "buildVersionNo",
          "buildBuildVersion",
          "buildType",
          "buildInstallType",
          "buildPassword",
          "buildUpdateDescription",
          "buildInstallDate",
          "buildChannelShortcut");

  /** 20,000 characters of release notes, each up to nine characters when escaped, and the rest. */
  private static final int MAX_BODY_BYTES = 256 * 1024;

  @Inject HttpServletRequest request;
  @Inject Authenticator authenticator;
  @Inject UserRepository users;
  @Inject ClientAddress clientAddress;

  private @Nullable Map<String, String> read;
  private @Nullable Caller known;
  private InputStream body = InputStream.nullInputStream();

  /** The body as JAX-RS has it; read later, or never. */
  void take(InputStream stream) {
    body = stream;
  }

  /** A parameter; an empty one says nothing, as clients send every field of theirs. */
  Optional<String> text(String name) throws IOException {
    return given(parameters(), name);
  }

  /**
   * A parameter that has to be there.
   *
   * @throws PgyerException with the code, if it is not
   */
  String text(String name, PgyerCode absent) throws IOException {
    return text(name).orElseThrow(() -> new PgyerException(absent, name + " is missing."));
  }

  /** As {@link #text(String, PgyerCode)}, a key; one that is none names nothing. */
  UUID key(String name, PgyerCode absent) throws IOException {
    String text = text(name, absent);
    return HexKey.parse(text)
        .orElseThrow(
            () ->
                new PgyerException(
                    PgyerCode.APP_NOT_FOUND, name + " must be one of this server's keys."));
  }

  static Optional<String> given(Map<String, String> texts, String name) {
    Optional<String> text = Optional.ofNullable(texts.get(name)).filter(value -> !value.isEmpty());
    text.filter(value -> !TextRules.isStorable(value))
        .ifPresent(
            value -> {
              throw new InvalidTextException(name);
            });
    return text;
  }

  /**
   * Who calls.
   *
   * @throws PgyerException 1001, if there is no {@code _api_key}
   * @throws dev.pappus.account.UnauthenticatedException {@code unauthenticated}, which is 1002
   */
  Caller caller() throws IOException {
    Caller caller = known;
    if (caller == null) {
      caller = caller(parameters()).orElseThrow(PgyerCall::keyMissing);
    }
    return caller;
  }

  /** Who calls, by what stands in the header, in the query, or in the texts of a form. */
  Optional<Caller> caller(Map<String, String> texts) {
    return PresentedToken.in(request::getHeader)
        .or(() -> given(query(), API_KEY))
        .or(() -> given(texts, API_KEY))
        .map(this::caller);
  }

  /** The caller for an API token. */
  Caller caller(String token) {
    Caller caller = authenticator.byToken(token, clientAddress.of(request));
    known = caller;
    return caller;
  }

  /** Where a call comes from, to count strangers by. */
  String network() {
    return ClientNetwork.of(clientAddress.of(request));
  }

  /** The token that a call brought; it has been found right. */
  String token() throws IOException {
    return PresentedToken.in(request::getHeader)
        .or(() -> given(query(), API_KEY))
        .orElse(text(API_KEY).orElse(""));
  }

  static PgyerException keyMissing() {
    return new PgyerException(
        ProblemKind.UNAUTHENTICATED, PgyerCode.KEY_MISSING, "_api_key is missing.");
  }

  /** The zone in which the caller reads times. */
  ZoneId zone() throws IOException {
    Caller caller = caller();
    return users
        .findBehind(caller)
        .flatMap(user -> Optional.ofNullable(user.timeZone()))
        .orElseGet(() -> users.dayZone(caller.teamId()));
  }

  /** All parameters; where one stands in the body and in the query, the latter counts. */
  Map<String, String> parameters() throws IOException {
    Map<String, String> all = read;
    if (all == null) {
      all = new HashMap<>(body());
      all.putAll(query());
      read = all;
    }
    return all;
  }

  /** Not by the servlet API, which would read the body for it. */
  private Map<String, String> query() {
    String query = request.getQueryString();
    return query == null ? Map.of() : FormText.read(query);
  }

  private Map<String, String> body() throws IOException {
    String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith(MediaType.MULTIPART_FORM_DATA)) {
      return new MultipartForm(NAMES, Set.of(), 0).read(request, part -> {});
    }
    byte[] bytes =
        BodyText.bytes(body, request.getHeader(HttpHeaders.CONTENT_LENGTH), MAX_BODY_BYTES);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return type.startsWith(MediaType.APPLICATION_JSON) && !text.isBlank()
        ? members(JsonText.objectIn(text))
        : FormText.read(text);
  }

  private static Map<String, String> members(JsonObject json) {
    Map<String, String> texts = new HashMap<>();
    json.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static String text(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> ((JsonString) value).getString();
      case NULL -> "";
      default -> value.toString();
    };
  }
}
