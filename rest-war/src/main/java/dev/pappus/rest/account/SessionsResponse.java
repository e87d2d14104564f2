package dev.pappus.rest.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sessions of an account; few enough for one page. */
@Schema(name = "Sessions")
public record SessionsResponse(List<SessionResponse> items) {}
