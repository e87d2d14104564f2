package dev.pappus.rest.json;

import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The two query parameters that every list takes. */
public class PageParameters {
  /** A text, since the frameworks answer a bad number in a parameter with "no such address". */
  @QueryParam("limit")
  @Parameter(
      description = "How many at most, 1 to 200",
      schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
  @Nullable String limit;

  @QueryParam("cursor")
  @Parameter(description = "`next` of the page before")
  @Nullable String cursor;

  /**
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code cursor-invalid}
   */
  public PageRequest toRequest() {
    String text = limit;
    if (text == null || text.isEmpty()) {
      return PageRequest.of(null, cursor);
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new InvalidFieldException("limit", "must be from 1 to " + PageRequest.MAX_LIMIT);
    }
    return PageRequest.of(Integer.valueOf(text), cursor);
  }
}
