package dev.pappus.rest.audit;

import dev.pappus.account.AuditExport;
import dev.pappus.account.AuditReader;
import dev.pappus.audit.AuditFilter;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.rest.work.JobAnswers;
import dev.pappus.rest.work.JobResponse;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what, and who was refused. */
@Path("api/v1")
@RequestScoped
@Tag(name = "audit")
public class AuditResource {
  private static final String CSV = "text/csv";

  @Inject CurrentCaller caller;
  @Inject AuditReader reader;
  @Inject AuditExport export;
  @Inject JobAnswers jobs;

  @GET
  @Path("audit")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listAudit",
      summary = "The audit, newest first",
      description =
          "Every change by a person, a token or the server, and refused attempts. With `Accept:"
              + " text/csv` it is the file of `/api/v1/audit.csv`.")
  public ListResponse<AuditEntryResponse> list(
      @BeanParam AuditFilterParameters filter, @BeanParam PageParameters parameters) {
    return ListResponse.of(
        reader.page(caller.get(), filter.toFilter(), parameters.toRequest()),
        AuditEntryResponse::of);
  }

  @GET
  @Path("audit.csv")
  @Produces(CSV)
  @Operation(
      operationId = "exportAudit",
      summary = "The audit as CSV",
      description =
          "By RFC 4180, in UTF-8, newest first, all that the parameters let through. A cell that a"
              + " spreadsheet would take for a formula begins with an apostrophe. The export is in"
              + " the audit too.")
  @APIResponse(
      responseCode = "200",
      description = "One line for each entry, after a line of names",
      content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
  public Response csv(@BeanParam AuditFilterParameters parameters) {
    AuditFilter filter = parameters.toFilter();
    Caller reading = caller.get();
    export.begin(reading, filter);
    return Response.ok((StreamingOutput) out -> export.write(reading, filter, out))
        .type(CSV + ";charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /** The same for who asks by {@code Accept}; who does not care gets JSON. */
  @GET
  @Path("audit")
  @Produces(CSV + ";qs=0.5")
  @Operation(hidden = true)
  public Response negotiated(@BeanParam AuditFilterParameters parameters) {
    return csv(parameters);
  }

  @GET
  @Path("audit/chain")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getAuditChain",
      summary = "Where the chain of seals stands",
      description =
          "Keep `sequence` and `hash` elsewhere: `pappus.sh audit-verify --head sequence:hash` finds"
              + " by them that the end of the audit was removed or written anew.")
  public AuditChainResponse chain() {
    return AuditChainResponse.of(reader.chain(caller.get()));
  }

  @POST
  @Path("audit/verifications")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "verifyAudit",
      summary = "Verify the audit",
      description =
          "A job that walks the chain of seals. It ends as `DONE` if every entry is as it was"
              + " sealed, else as `FAILED`, with the first that is not, and its place, in"
              + " `message`.")
  @APIResponse(
      responseCode = "202",
      description = "The job; Location leads to it",
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  public Response verify() {
    return jobs.accepted(reader.verify(caller.get()));
  }
}
