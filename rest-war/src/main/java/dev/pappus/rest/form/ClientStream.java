package dev.pappus.rest.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.fileupload2.core.FileUploadException;

/**
 * Marks what fails while reading from the client, apart from what fails while storing it. What the
 * form reader itself refuses passes as it is.
 */
final class ClientStream extends FilterInputStream {

  ClientStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (FileUploadException e) {
      throw e;
    } catch (IOException e) {
      throw new BrokenBodyException(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (FileUploadException e) {
      throw e;
    } catch (IOException e) {
      throw new BrokenBodyException(e);
    }
  }
}
