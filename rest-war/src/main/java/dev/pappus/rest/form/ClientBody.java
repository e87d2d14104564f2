package dev.pappus.rest.form;

import dev.pappus.storage.StagedFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** A raw request body on its way to the staging area. */
public final class ClientBody {
  private final InputStream in;

  private ClientBody(InputStream in) {
    this.in = in;
  }

  public static ClientBody of(HttpServletRequest request) throws IOException {
    return new ClientBody(new ClientStream(request.getInputStream()));
  }

  /**
   * Stages the body.
   *
   * @throws InvalidFormException {@code form-invalid} if it breaks off
   */
  public StagedFile take(Stager stager) throws IOException {
    try {
      return stager.stage(in);
    } catch (BrokenBodyException e) {
      throw new InvalidFormException("The body broke off.");
    }
  }
}
