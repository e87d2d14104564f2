package dev.pappus.rest.json;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads and writes the records of this module as JSON, before any provider of the server. */
@Provider
@Priority(1)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonBody implements MessageBodyReader<Record>, MessageBodyWriter<Record> {
  private static final String OURS = "dev.pappus.rest.";

  /**
   * Most bytes of a JSON body; bodies with logs and files have limits of their own. Default
   * 1048576. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.rest.max-body-bytes", defaultValue = "1048576")
  int maxBodyBytes = 1_048_576;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord() && type.getName().startsWith(OURS);
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
    return JsonText.read(BodyText.bytes(body, length, limitOf(type)), type);
  }

  int limitOf(Class<?> recordType) {
    return recordType.isAnnotationPresent(LargeBody.class) ? LargeBody.MAX_BYTES : maxBodyBytes;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord() && type.getName().startsWith(OURS);
  }

  @Override
  public void writeTo(
      Record value,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(JsonText.write(value));
  }
}
