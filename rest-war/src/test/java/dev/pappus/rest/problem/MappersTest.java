package dev.pappus.rest.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.app.AppNotFoundException;
import dev.pappus.rest.FakeRequest;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.junit.jupiter.api.Test;

class MappersTest {
  private final FakeRequest request = new FakeRequest();

  @Test
  void showsARefusalOfOurs() {
    ProblemMapper mapper = new ProblemMapper();
    mapper.request = request.build();

    Response response = mapper.toResponse(new AppNotFoundException());

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    assertThat(text(response)).contains("\"code\":\"app-not-found\"");
  }

  @Test
  void findsARefusalBelowTheContainersWrappers() {
    Response response = unexpected(new EJBException(new Exception(new AppNotFoundException())));

    assertThat(response.getStatus()).isEqualTo(404);
  }

  @Test
  void callsALostRaceAConflict() {
    Response response = unexpected(new EJBException(new OptimisticLockException("row 5")));

    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(text(response)).contains("changed-meanwhile").doesNotContain("row 5");
  }

  @Test
  void tellsNothingOfAFaultOfOurs() {
    Response response = unexpected(new IllegalStateException("jdbc:secret"));

    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(text(response))
        .contains("\"code\":\"unexpected\"", "urn:pappus:request:")
        .doesNotContain("secret", "IllegalState");
  }

  @Test
  void blamesAnAddressThatIsNone() {
    request.url("http://127.0.0.1:8080/api/v1/[x]");

    Response response = unexpected(new IllegalArgumentException("Illegal character in path"));

    assertThat(response.getStatus()).isEqualTo(400);
  }

  @Test
  void survivesACircleOfCauses() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));

    assertThat(unexpected(first).getStatus()).isEqualTo(500);
  }

  @Test
  void keepsTheMethodsThatAreAllowed() {
    Response response = container(new NotAllowedException("GET", new String[] {"POST"}));

    assertThat(response.getStatus()).isEqualTo(405);
    assertThat(response.getHeaderString("Allow")).contains("GET", "POST");
    assertThat(text(response)).contains("\"code\":\"method-not-allowed\"");
  }

  @Test
  void answersAnUnknownAddress() {
    assertThat(text(container(new NotFoundException()))).contains("\"code\":\"not-found\"");
  }

  @Test
  void callsAnEmptyBodyInvalidJson() {
    Response response = container(new BadRequestException(new NoContentException("empty")));

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(text(response)).contains("\"code\":\"json-invalid\"");
  }

  @Test
  void letsRedirectsPass() {
    Response response =
        container(new RedirectionException(Response.Status.SEE_OTHER, URI.create("/x")));

    assertThat(response.getStatus()).isEqualTo(303);
  }

  @Test
  void callsAnUnreadableBodyInvalidJson() {
    BadJsonMapper mapper = new BadJsonMapper();
    mapper.request = request.build();

    Response plain = mapper.toResponse(new ProcessingException("unexpected token"));
    Response ours = mapper.toResponse(new ProcessingException(new AppNotFoundException()));

    assertThat(text(plain)).contains("\"code\":\"json-invalid\"").doesNotContain("token");
    assertThat(ours.getStatus()).isEqualTo(404);
  }

  private Response unexpected(Throwable thrown) {
    UnexpectedExceptionMapper mapper = new UnexpectedExceptionMapper();
    mapper.request = request.build();
    return mapper.toResponse(thrown);
  }

  private Response container(jakarta.ws.rs.WebApplicationException refusal) {
    ContainerProblemMapper mapper = new ContainerProblemMapper();
    mapper.request = request.build();
    return mapper.toResponse(refusal);
  }

  private static String text(Response response) {
    return new String((byte[]) response.getEntity(), UTF_8);
  }
}
