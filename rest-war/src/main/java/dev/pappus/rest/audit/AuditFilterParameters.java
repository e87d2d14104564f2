package dev.pappus.rest.audit;

import dev.pappus.audit.AuditFilter;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.TimeParameter;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What narrows the audit. */
public class AuditFilterParameters {
  private static final int MAX_ACTOR = 254;
  private static final int MAX_ACTION = 60;
  private static final int MAX_SUBJECT = 40;

  @QueryParam("scope")
  @Parameter(
      description =
          "`installation` for what belongs to no team: attempts of people nobody knows, and what"
              + " the server did to the audit itself",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"team", "installation"},
              defaultValue = "team"))
  @Nullable String scope;

  @QueryParam("from")
  @Parameter(
      description = "Only written at this time or later",
      example = "2026-11-05T08:30:00Z",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Nullable String from;

  @QueryParam("to")
  @Parameter(
      description = "Only written before this time",
      example = "2026-11-06T08:30:00Z",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Nullable String to;

  @QueryParam("actor")
  @Parameter(
      description = "Only by who has this name, in full: an address, a token's name",
      example = "ada@example.com")
  @Nullable String actor;

  @QueryParam("action")
  @Parameter(description = "Only this action, in full", example = "webhook.create")
  @Nullable String action;

  @QueryParam("subject")
  @Parameter(
      description = "Only about what has this id",
      example = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab")
  @Nullable String subject;

  /**
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code text-invalid}
   */
  AuditFilter toFilter() {
    return new AuditFilter(
        Ids.given(scope).map(AuditFilterParameters::scopeOf).orElse(AuditFilter.Scope.TEAM),
        TimeParameter.read("from", from),
        TimeParameter.read("to", to),
        text("actor", actor, MAX_ACTOR),
        text("action", action, MAX_ACTION),
        text("subject", subject, MAX_SUBJECT));
  }

  private static @Nullable String text(String name, @Nullable String text, int maxLength) {
    return Ids.given(text).map(given -> TextRules.optional(name, given, maxLength)).orElse(null);
  }

  private static AuditFilter.Scope scopeOf(String text) {
    return Arrays.stream(AuditFilter.Scope.values())
        .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidFieldException("scope", "one of team, installation"));
  }
}
