package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class DownloadIT {
  private final ApiClient api = ApiClient.administrator();
  private byte[] bytes = {};
  private String path = "";

  @BeforeEach
  void upload() {
    String bundleId = TestApp.newBundleId();
    bytes = TestApp.apk(bundleId, "1.0", 1);
    path =
        "/api/v1/builds/" + api.putBuild("app.apk", bytes).expect(201).getString("id") + "/package";
  }

  @Test
  void sendsThePackageWithItsTag() {
    ApiClient.Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(bytes);
    String tag = answer.header("ETag").orElseThrow();
    assertThat(tag).matches("\".+\"");
    assertThat(answer.header("Content-Length")).contains(Integer.toString(bytes.length));
    assertThat(answer.header("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(api.get(path, "If-None-Match", tag).status()).isEqualTo(304);
  }

  @Test
  void sendsTheRangeThatIsAskedFor() {
    ApiClient.Answer answer = api.get(path, "Range", "bytes=10-29");

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, 30));
    assertThat(answer.header("Content-Range")).contains("bytes 10-29/" + bytes.length);
    assertThat(api.get(path, "Range", "bytes=-5").bytes())
        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
  }

  @Test
  void sendsTheWholeForATagThatIsNoLongerRight() {
    ApiClient.Answer answer = api.get(path, "Range", "bytes=10-29", "If-Range", "\"other\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(bytes);
  }

  @Test
  void refusesARangeBehindTheEnd() {
    ApiClient.Answer answer = api.get(path, "Range", "bytes=99999999-");

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.header("Content-Range")).contains("bytes */" + bytes.length);
  }

  @Test
  void refusesAStranger() {
    assertThat(ApiClient.anonymous().get(path).status()).isEqualTo(401);
  }
}
