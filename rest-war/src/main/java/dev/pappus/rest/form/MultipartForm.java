package dev.pappus.rest.form;

import dev.pappus.storage.FileTooLargeException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code multipart/form-data} body (RFC 7578) part by part, in the order in which the parts
 * arrive: fields into a map, files to whoever takes them.
 *
 * <p>Fields that nobody asked for are skipped unread.
 */
public final class MultipartForm {
  /** Our longest text has 20,000 characters, of at most four bytes each. */
  static final int MAX_FIELD_BYTES = 128 * 1024;

  private static final int MAX_PARTS = 200;
  private static final int MAX_PART_HEADER_BYTES = 8 * 1024;

  /** What a form may be larger than the files in it. */
  static final long FORM_OVERHEAD_BYTES = 1024L * 1024;

  private final Set<String> textFields;
  private final Set<String> fileFields;
  private final long maxFileBytes;

  /**
   * @param textFields fields that become texts
   * @param fileFields fields that are files, where the client sends them as files
   * @param maxFileBytes most bytes of all files together
   */
  public MultipartForm(Set<String> textFields, Set<String> fileFields, long maxFileBytes) {
    this.textFields = textFields;
    this.fileFields = fileFields;
    this.maxFileBytes = maxFileBytes;
  }

  /**
   * Reads the form to its end.
   *
   * @return the texts by field; the first of several
   * @throws InvalidFormException {@code form-invalid}
   * @throws FileTooLargeException {@code file-too-large}, before the body is read if its announced
   *     length says so
   */
  public Map<String, String> read(HttpServletRequest request, FileTaker taker) {
    JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload =
        new JakartaServletFileUpload<>();
    upload.setHeaderCharset(StandardCharsets.UTF_8);
    upload.setMaxPartHeaderSize(MAX_PART_HEADER_BYTES);
    upload.setMaxSize(maxFileBytes + FORM_OVERHEAD_BYTES);
    try {
      return parts(upload.getItemIterator(request), taker);
    } catch (FileUploadSizeException e) {
      throw new FileTooLargeException(maxFileBytes);
    } catch (FileUploadException e) {
      throw new InvalidFormException("The form breaks off or is no multipart/form-data.");
    } catch (IOException e) {
      throw new UncheckedIOException("A form could not be stored", e);
    }
  }

  private Map<String, String> parts(FileItemInputIterator parts, FileTaker taker)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (int count = 0; parts.hasNext(); count++) {
      if (count == MAX_PARTS) {
        throw new InvalidFormException("A form may have at most " + MAX_PARTS + " parts.");
      }
      FileItemInput part = parts.next();
      String field = part.getFieldName();
      if (field == null) {
        continue;
      }
      if (part.isFormField() && textFields.contains(field)) {
        texts.putIfAbsent(field, text(field, part.getInputStream()));
      } else if (!part.isFormField() && fileFields.contains(field)) {
        taker.take(filePart(field, part, texts));
      }
    }
    return texts;
  }

  private static FilePart filePart(String field, FileItemInput part, Map<String, String> before)
      throws IOException {
    String contentType = part.getContentType();
    return new FilePart(
        field,
        baseName(part.getName()),
        contentType == null ? "" : contentType,
        new ClientStream(part.getInputStream()),
        Map.copyOf(before));
  }

  /** Some clients send the whole path, of their own system. */
  static String baseName(@Nullable String fileName) {
    if (fileName == null) {
      return "";
    }
    return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  }

  private static String text(String field, InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_FIELD_BYTES + 1);
    if (bytes.length > MAX_FIELD_BYTES) {
      throw new InvalidFormException(field + " has more than " + MAX_FIELD_BYTES + " bytes.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidFormException(field + " is not UTF-8.");
    }
  }
}
