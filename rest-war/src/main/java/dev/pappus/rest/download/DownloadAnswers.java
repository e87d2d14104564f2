package dev.pappus.rest.download;

import com.google.common.io.ByteStreams;
import dev.pappus.rest.problem.ProblemBody;
import dev.pappus.rest.problem.RequestIdFilter;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the answer to a request for kept bytes: 200, 206, 304 or 416 (RFC 9110 §13 and §14). Bytes
 * are streamed; nothing is opened before the first byte is written, so that HEAD opens nothing.
 */
@ApplicationScoped
public class DownloadAnswers {
  private static final int BUFFER_BYTES = 128 * 1024;

  /** IMF-fixdate, RFC 9110 §5.6.7. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Inject StoredFiles files;
  @Inject HttpServletRequest servletRequest;

  /** Asked before bytes of a package are sent to a GET. */
  public interface Gate {

    /**
     * Lets them be sent, or throws a refusal.
     *
     * @param fromFirstByte false for a range from a later byte on
     */
    void pass(boolean fromFirstByte);
  }

  /** The answer to a GET or HEAD with these headers. */
  public Response answer(Download download, HttpHeaders request, Gate gate) {
    if (unchanged(download, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      return common(Response.notModified(), download).build();
    }
    Optional<ByteRange> range = range(download, request);
    if (range.isPresent() && !range.get().satisfiable()) {
      return Response.fromResponse(
              ProblemBody.ofStatus(
                      Status.REQUESTED_RANGE_NOT_SATISFIABLE.getStatusCode(),
                      RequestIdFilter.idOf(servletRequest))
                  .toResponse())
          .header("Content-Range", range.get().contentRange(download.sizeBytes()))
          .build();
    }
    ByteRange sent = range.orElseGet(() -> new ByteRange(0, download.sizeBytes() - 1));
    if (servletRequest.getMethod().equals("GET")) {
      gate.pass(sent.first() == 0);
    }
    Response.ResponseBuilder response =
        common(Response.status(range.isPresent() ? Status.PARTIAL_CONTENT : Status.OK), download)
            .type(download.mediaType())
            .header(HttpHeaders.CONTENT_LENGTH, sent.length())
            .header(HttpHeaders.CONTENT_DISPOSITION, disposition(download.fileName()))
            .entity((StreamingOutput) out -> copy(download, sent, out));
    range.ifPresent(r -> response.header("Content-Range", r.contentRange(download.sizeBytes())));
    return response.build();
  }

  private static Response.ResponseBuilder common(
      Response.ResponseBuilder response, Download download) {
    return response
        .header(HttpHeaders.ETAG, download.entityTag())
        .header(HttpHeaders.LAST_MODIFIED, httpDate(download))
        .header("Accept-Ranges", "bytes")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'");
  }

  /** A range is only good for the bytes that the client already holds a part of: If-Range. */
  private static Optional<ByteRange> range(Download download, HttpHeaders request) {
    String header = request.getHeaderString("Range");
    String condition = request.getHeaderString("If-Range");
    if (header == null
        || (condition != null
            && !condition.equals(download.entityTag())
            && !condition.equals(httpDate(download)))) {
      return Optional.empty();
    }
    return ByteRange.parse(header, download.sizeBytes());
  }

  private static boolean unchanged(Download download, @Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(download.entityTag()));
  }

  private void copy(Download download, ByteRange range, OutputStream out) throws IOException {
    try (InputStream in = files.open(download.fileKey(), range.first())) {
      InputStream part = ByteStreams.limit(in, range.length());
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }

  private static String httpDate(Download download) {
    return HTTP_DATE.format(download.lastModified());
  }

  /** A saved file, never a shown one; the name twice, for old and new clients (RFC 6266 §4.3). */
  static String disposition(String fileName) {
    String ascii = fileName.replaceAll("[^A-Za-z0-9._ -]", "_");
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + percentEncoded(fileName);
  }

  /** RFC 8187 §3.2.1: all but its attr-char is percent-encoded. */
  private static String percentEncoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "!#$&+-.^_`|~".indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
