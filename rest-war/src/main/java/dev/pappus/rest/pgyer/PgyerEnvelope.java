package dev.pappus.rest.pgyer;

import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * The shape of every answer: {@code {"code": number, "message": text, "data": object}}, UTF-8,
 * where a refusal has no data.
 */
final class PgyerEnvelope {

  private PgyerEnvelope() {}

  /** What was asked for. */
  static Response of(JsonValue data) {
    byte[] body = bytes(object(PgyerCode.DONE, "").add("data", data));
    return Response.ok(body).type(MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** It is done, and there is nothing to tell. */
  static Response done() {
    return of(JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * @param detail one sentence, safe to show
   */
  static byte[] refusal(PgyerCode code, String detail) {
    return bytes(object(code, detail));
  }

  private static JsonObjectBuilder object(PgyerCode code, String message) {
    return JsonParts.object().add("code", code.number()).add("message", message);
  }

  private static byte[] bytes(JsonObjectBuilder json) {
    return json.build().toString().getBytes(StandardCharsets.UTF_8);
  }
}
