package dev.pappus.rest.pgyer;

import dev.pappus.rest.json.JsonText;
import dev.pappus.rest.problem.ProblemBody;
import jakarta.json.JsonObject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;

/**
 * Puts a problem into the envelope. A refusal goes out under status 200, as clients of this dialect
 * look at the code alone; a fault of ours and "come again later" keep their status, by which the
 * same clients try again.
 */
@Provider
@PgyerApi
public class PgyerErrorTranslator implements ContainerResponseFilter {
  private static final Annotation[] NONE = {};

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (isProblem(response) && response.getEntity() instanceof byte[] body) {
      JsonObject problem = JsonText.objectIn(new String(body, StandardCharsets.UTF_8));
      byte[] answer =
          PgyerEnvelope.refusal(
              PgyerCode.ofProblem(problem.getString("code")), problem.getString("detail"));
      response.setEntity(answer, NONE, MediaType.APPLICATION_JSON_TYPE);
      response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
      if (response.getStatus() < Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
        response.setStatus(Status.OK.getStatusCode());
      }
    }
  }

  private static boolean isProblem(ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    return type != null && ProblemBody.MEDIA_TYPE.equals(type.getType() + "/" + type.getSubtype());
  }
}
