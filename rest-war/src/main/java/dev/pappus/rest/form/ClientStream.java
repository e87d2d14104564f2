package dev.pappus.rest.form;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.fileupload2.core.FileUploadException;

/**
 * Tells what fails while reading from the client, which is the client's side, apart from what fails
 * while storing it, which is ours. What the form reader itself refuses passes as it is.
 */
public final class ClientStream extends FilterInputStream {

  ClientStream(InputStream in) {
    super(in);
  }

  /** The raw body of a request. */
  public static InputStream of(HttpServletRequest request) throws IOException {
    return new ClientStream(request.getInputStream());
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (FileUploadException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidFormException("The body broke off.");
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (FileUploadException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidFormException("The body broke off.");
    }
  }
}
