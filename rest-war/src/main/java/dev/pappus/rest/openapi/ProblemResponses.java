package dev.pappus.rest.openapi;

import dev.pappus.rest.problem.ProblemBody;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds the problems that every operation may answer with, so that no resource has to repeat them.
 * Runs at build time.
 */
public class ProblemResponses implements OASFilter {
  private static final String SCHEMA = "Problem";
  private static final String REFERENCE = "#/components/schemas/" + SCHEMA;
  private static final Pattern SENT_BY_CLIENTS = Pattern.compile(".*(Request|Change|Form)");
  private static final String HEALTH = "/api/health/";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.getComponents().getSchemas().forEach(ProblemResponses::requireAll);
    document.getComponents().addSchema(SCHEMA, problem());
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  /** What we answer has every member, null or not; what a client sends says itself. */
  private static void requireAll(String name, Schema schema) {
    if (!SENT_BY_CLIENTS.matcher(name).matches() && schema.getProperties() != null) {
      schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
    }
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    APIResponses responses = operation.getResponses();
    responses.getAPIResponses().forEach(ProblemResponses::giveContent);
    if (path.startsWith(HEALTH)) {
      return;
    }
    boolean takesBody = operation.getRequestBody() != null;
    add(responses, "401", "`unauthenticated`");
    add(responses, "403", "`forbidden`");
    if (path.contains("{")) {
      add(responses, "404", "Not found: `app-not-found`, `build-not-found` and so on");
    }
    if (takesBody) {
      add(responses, "400", "`json-invalid`, `form-invalid`");
      add(responses, "413", "`body-too-large`, `file-too-large`");
      add(responses, "415", "`media-type-unsupported`");
      add(responses, "422", "`field-invalid` with `errors`, or a code of its own for one rule");
    } else if (method == PathItem.HttpMethod.GET && operation.getParameters() != null) {
      boolean list = operation.getParameters().stream().anyMatch(p -> "cursor".equals(p.getName()));
      if (list) {
        add(responses, "400", "`cursor-invalid`");
        add(responses, "422", "`field-invalid`: the limit");
      }
    }
    responses.setDefaultValue(response("Any other problem, such as `unexpected`"));
  }

  /** A problem that a resource announces with a sentence alone. */
  private static void giveContent(String status, APIResponse response) {
    if (status.compareTo("400") >= 0 && response.getContent() == null) {
      response.setContent(response("").getContent());
    }
  }

  private static void add(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, response(description));
    }
  }

  private static APIResponse response(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    ProblemBody.MEDIA_TYPE,
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(REFERENCE))));
  }

  private static Schema problem() {
    Schema error =
        object()
            .addProperty("pointer", text("JSON pointer (RFC 6901) into the body"))
            .addProperty("code", text("Stable"))
            .addProperty("detail", text("What a right value looks like"));
    return object()
        .description("An error by RFC 9457; some carry further facts")
        .required(new ArrayList<>(List.of("type", "code", "title", "status", "detail", "instance")))
        .addProperty("type", text("urn:pappus:problem:<code>"))
        .addProperty("code", text("Stable: what programs look at"))
        .addProperty("title", text("The same for every occurrence"))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description("As the HTTP status"))
        .addProperty("detail", text("One sentence about this occurrence"))
        .addProperty("instance", text("urn:pappus:request:<the request's id>"))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .items(error)
                .description("With `field-invalid`: every wrong member"));
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
