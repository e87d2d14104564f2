package dev.pappus.rest.account;

import dev.pappus.account.AccountDesk;
import dev.pappus.account.AccountEditor;
import dev.pappus.account.AccountNotFoundException;
import dev.pappus.account.SessionDesk;
import dev.pappus.account.UserStatus;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts: one's own, and for who may act on the installation all of them. */
@Path("api/v1")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class AccountsResource {
  @Inject CurrentCaller caller;
  @Inject AccountDesk desk;
  @Inject AccountEditor editor;
  @Inject SessionDesk sessions;

  @GET
  @Path("account")
  @Operation(
      operationId = "getOwnAccount",
      summary = "The caller's own account",
      description = "Of a token, the account of the user that it acts for.")
  public AccountResponse own() {
    return AccountResponse.of(desk.own(caller.get()));
  }

  @PATCH
  @Path("account")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeOwnAccount", summary = "Change the caller's own account")
  public AccountResponse changeOwn(@NotNull @Valid OwnAccountRequest request) {
    return AccountResponse.of(
        editor.describe(caller.get(), request.name(), request.language(), request.timeZone()));
  }

  @GET
  @Path("account/sessions")
  @Operation(
      operationId = "listOwnSessions",
      summary = "Where the caller is signed in at the console, newest first")
  public SessionsResponse sessions() {
    return new SessionsResponse(
        sessions.list(caller.get()).stream().map(SessionResponse::of).toList());
  }

  @POST
  @Path("account/sign-out")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "signOut",
      summary = "End one of the caller's sessions, or all",
      description = "API tokens go on; they are revoked one by one.")
  @APIResponse(responseCode = "204", description = "They are over, on all nodes")
  public void signOut(@NotNull @Valid SignOutRequest request) {
    sessions.end(caller.get(), Objects.requireNonNullElse(request.session(), ""));
  }

  @GET
  @Path("accounts")
  @Operation(operationId = "listAccounts", summary = "All accounts, newest first")
  public ListResponse<AccountResponse> list(
      @QueryParam("status")
          @Parameter(
              description = "Only in this state",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"UNDER_REVIEW", "ACTIVE", "SUSPENDED"}))
          @Nullable String status,
      @BeanParam PageParameters parameters) {
    return ListResponse.of(
        desk.page(
            caller.get(),
            Ids.given(status).map(AccountsResource::statusOf).orElse(null),
            parameters.toRequest()),
        AccountResponse::of);
  }

  @GET
  @Path("accounts/{uid}")
  @Operation(operationId = "getAccount", summary = "One account")
  public AccountResponse get(@PathParam("uid") String userId) {
    return AccountResponse.of(desk.get(caller.get(), key(userId)));
  }

  @PATCH
  @Path("accounts/{uid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeAccount",
      summary = "Approve, suspend or reactivate an account",
      description =
          "Its owner is told by mail. Suspending ends all its sessions, and its tokens open nothing"
              + " meanwhile; nobody suspends the own account.")
  @APIResponse(responseCode = "200", description = "The account")
  public AccountResponse change(
      @PathParam("uid") String userId, @NotNull @Valid AccountRequest request) {
    return AccountResponse.of(
        desk.change(
            caller.get(),
            key(userId),
            Objects.requireNonNullElse(request.status(), ""),
            Objects.requireNonNullElse(request.reason(), "")));
  }

  private static UUID key(String userId) {
    return Ids.read(IdKind.USER, userId, AccountNotFoundException::new);
  }

  private static UserStatus statusOf(String text) {
    return Arrays.stream(UserStatus.values())
        .filter(status -> status.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new InvalidFieldException("status", "one of UNDER_REVIEW, ACTIVE, SUSPENDED"));
  }
}
