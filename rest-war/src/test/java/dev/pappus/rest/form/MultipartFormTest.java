package dev.pappus.rest.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pappus.rest.BodyFixture;
import dev.pappus.rest.FakeRequest;
import dev.pappus.storage.FileTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MultipartFormTest {
  private static final String CRLF = "\r\n";
  private static final String END = "--xx--" + CRLF;

  private final MultipartForm form =
      new MultipartForm(Set.of("notes", "name"), Set.of("file"), 1000);
  private final List<String> taken = new ArrayList<>();

  @Test
  void takesFieldsBeforeAndAfterTheFile() {
    String body = field("notes", "h\u00e4 你") + file("a.apk", "BYTES") + field("name", "n") + END;

    Map<String, String> texts = read(body);

    assertThat(texts).containsEntry("notes", "h\u00e4 你").containsEntry("name", "n");
    assertThat(taken).containsExactly("file a.apk BYTES");
  }

  @Test
  void skipsFieldsThatNobodyAskedFor() {
    String body = field("unknown", "x".repeat(500)) + file("a", "b") + END;

    assertThat(read(body)).isEmpty();
    assertThat(taken).hasSize(1);
  }

  @Test
  void cutsThePathThatSomeClientsSend() {
    read(file("C:\\\\Users\\\\me\\\\app.ipa", "b") + END);

    assertThat(taken).containsExactly("file app.ipa b");
  }

  @Test
  void readsTheNameOfAFileInUtf8() {
    read(file("\u5e94\u7528.apk", "b") + END);

    assertThat(taken).containsExactly("file \u5e94\u7528.apk b");
  }

  @Test
  void refusesAFormThatBreaksOff() {
    refuses(request(field("notes", "a") + "--xx" + CRLF + "Content-Dis"), "form-invalid");
  }

  @Test
  void refusesAFileThatBreaksOff() {
    refuses(request(file("a", "b").replace(CRLF + "$", "")), "form-invalid");
  }

  @Test
  void refusesABodyThatIsNoForm() {
    FakeRequest none = new FakeRequest().header("content-type", "multipart/form-data");

    refuses(none.body("abc".getBytes(UTF_8)), "form-invalid");
  }

  @Test
  void refusesATextThatIsNoUtf8() {
    byte[] body = (field("notes", "h\u00e4") + END).getBytes(ISO_8859_1);

    refuses(multipart().body(body), "form-invalid");
  }

  @Test
  void refusesATextThatIsTooLong() {
    MultipartForm wide = new MultipartForm(Set.of("notes"), Set.of(), 10_000_000);
    String body = field("notes", "x".repeat(MultipartForm.MAX_FIELD_BYTES + 1)) + END;

    assertThatExceptionOfType(InvalidFormException.class)
        .isThrownBy(() -> wide.read(request(body).build(), this::take));
  }

  @Test
  void refusesAnAnnouncedLengthUnread() {
    InputStream untouched = BodyFixture.untouchable();
    long announced = 1000 + MultipartForm.FORM_OVERHEAD_BYTES + 1;

    assertThatExceptionOfType(FileTooLargeException.class)
        .isThrownBy(() -> form.read(multipart().body(untouched, announced).build(), this::take))
        .matches(e -> Long.valueOf(1000).equals(e.facts().get("limit")));
  }

  @Test
  void stopsReadingWhenMoreCameThanAnnounced() {
    byte[] begin = file("a", "").replaceFirst("\r\n$", "").getBytes(UTF_8);
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream(begin), BodyFixture.endless(2_000_000));

    assertThatExceptionOfType(FileTooLargeException.class)
        .isThrownBy(() -> form.read(multipart().body(endless, -1).build(), this::take));
  }

  @Test
  void tellsOurDiskFromTheClientsConnection() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(
            () ->
                form.read(
                    request(file("a", "b") + END).build(),
                    part -> {
                      throw new IOException("disk full");
                    }));
  }

  private Map<String, String> read(String body) {
    return form.read(request(body).build(), this::take);
  }

  private void take(FilePart part) throws IOException {
    taken.add(
        part.field() + " " + part.fileName() + " " + new String(part.body().readAllBytes(), UTF_8));
  }

  private void refuses(FakeRequest request, String code) {
    assertThatExceptionOfType(InvalidFormException.class)
        .isThrownBy(() -> form.read(request.build(), this::take))
        .matches(e -> e.code().equals(code));
  }

  private static FakeRequest request(String body) {
    return multipart().body(body.getBytes(UTF_8));
  }

  private static FakeRequest multipart() {
    return new FakeRequest().header("content-type", "multipart/form-data; boundary=xx");
  }

  private static String field(String name, String text) {
    return "--xx"
        + CRLF
        + "Content-Disposition: form-data; name=\""
        + name
        + "\""
        + CRLF
        + CRLF
        + text
        + CRLF;
  }

  private static String file(String name, String text) {
    return "--xx"
        + CRLF
        + "Content-Disposition: form-data; name=\"file\"; filename=\""
        + name
        + "\""
        + CRLF
        + "Content-Type: application/octet-stream"
        + CRLF
        + CRLF
        + text
        + CRLF;
  }
}
