package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A problem as it goes out (RFC 9457 §3): {@code type}, {@code code}, {@code title}, {@code
 * status}, {@code detail}, {@code instance}, then the facts of this occurrence. UTF-8.
 *
 * @param code stable; {@code type} is made of it
 * @param title the same for every occurrence
 * @param status the HTTP status it goes out under
 * @param detail one sentence, safe to show
 * @param requestId of {@link RequestIdFilter}
 * @param facts text, numbers, booleans, lists and maps of these; safe to show
 */
public record ProblemBody(
    String code,
    String title,
    int status,
    String detail,
    String requestId,
    Map<String, Object> facts) {

  /** RFC 9457 §6.1. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** RFC 9110 §10.2.3; about as long as a package is read that others wait for. */
  private static final int RETRY_AFTER_SECONDS = 10;

  /** The fact of a refusal that tells after how many seconds it may be tried again. */
  private static final String RETRY_AFTER = "retryAfter";

  private static final String NAMESPACE = "urn:pappus:problem:";
  private static final String REQUEST_NAMESPACE = "urn:pappus:request:";

  /** What a feature refused. */
  public static ProblemBody of(DomainException refusal, String requestId) {
    return new ProblemBody(
        refusal.code(),
        refusal.title(),
        statusOf(refusal.kind()),
        refusal.detail(),
        requestId,
        refusal.facts());
  }

  /** What a server refused by a status alone, before any code of ours saw it. */
  public static ProblemBody ofStatus(int status, String requestId) {
    return switch (status) {
      case 400 ->
          plain(
              "request-malformed",
              "Malformed request",
              status,
              "The request cannot be read.",
              requestId);
      case 401 -> plain("unauthenticated", "Sign in first", status, "Send a token.", requestId);
      case 403 -> plain("forbidden", "Not allowed", status, "This is not allowed.", requestId);
      case 404 -> plain("not-found", "Not found", status, "There is no such address.", requestId);
      case 405 ->
          plain(
              "method-not-allowed",
              "Method not allowed",
              status,
              "This address does not know this method; the header Allow lists those it knows.",
              requestId);
      case 406 ->
          plain(
              "not-acceptable",
              "Not acceptable",
              status,
              "There is no answer in a form that the header Accept asks for.",
              requestId);
      case 413 ->
          plain("body-too-large", "Body too large", status, "The body is too large.", requestId);
      case 415 ->
          plain(
              "media-type-unsupported",
              "Unsupported media type",
              status,
              "This address does not take a body of this Content-Type.",
              requestId);
      case 416 ->
          plain(
              "range-not-satisfiable",
              "Range not satisfiable",
              status,
              "No byte of the file lies in the range; the header Content-Range tells its size.",
              requestId);
      case 503 ->
          plain("unavailable", "Temporarily unavailable", status, "Try again later.", requestId);
      default ->
          status < 500
              ? plain(
                  "request-malformed",
                  "Malformed request",
                  status,
                  "The request cannot be served.",
                  requestId)
              : unexpected(requestId);
    };
  }

  /** A fault of ours: nothing about it leaves but the id under which the log has it. */
  public static ProblemBody unexpected(String requestId) {
    return plain(
        "unexpected",
        "Unexpected error",
        500,
        "Something went wrong on our side; the log has it under this request's id.",
        requestId);
  }

  private static ProblemBody plain(
      String code, String title, int status, String detail, String requestId) {
    return new ProblemBody(code, title, status, detail, requestId, Map.of());
  }

  private static int statusOf(ProblemKind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case INVALID -> 422;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case LIMIT_EXCEEDED -> 429;
      case PLAN_REQUIRED -> 402;
      case UNAVAILABLE -> 503;
    };
  }

  /** The JSON text in UTF-8. */
  public byte[] toBytes() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", NAMESPACE + code)
            .add("code", code)
            .add("title", title)
            .add("status", status)
            .add("detail", detail)
            .add("instance", REQUEST_NAMESPACE + requestId);
    Json.createObjectBuilder(facts).build().forEach(json::add);
    return json.build().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The headers that the status asks for, besides those of the body. */
  public Map<String, String> headers() {
    return switch (status) {
      // RFC 9110 §15.5.2: a 401 names a way to sign in
      case 401 -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      // what is left of the body is not worth reading
      case 413 -> Map.of("Connection", "close");
      case 429 ->
          facts.get(RETRY_AFTER) instanceof Number seconds
              ? Map.of(HttpHeaders.RETRY_AFTER, seconds.toString())
              : Map.of();
      case 503 -> Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
      default -> Map.of();
    };
  }

  /** The answer, with its headers. */
  public Response toResponse() {
    Response.ResponseBuilder response = Response.status(status).type(MEDIA_TYPE).entity(toBytes());
    headers().forEach(response::header);
    return response.build();
  }
}
