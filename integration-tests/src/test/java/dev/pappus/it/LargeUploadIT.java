package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.apk.ApkFixture;
import java.util.Map;
import java.util.Random;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The servers' own limits, 10 and 50 MB on one of them, must lie above ours. */
@ExtendWith(ArquillianExtension.class)
class LargeUploadIT {
  private static final int SIZE = 60 * 1024 * 1024;

  private final ApiClient api = ApiClient.administrator();

  @Test
  void takesSixtyMegabytesRaw() {
    byte[] bytes = largeApk();

    ApiClient.Answer answer = api.putBuild("large.apk", bytes);

    assertThat(answer.expect(201).getJsonNumber("sizeBytes").intValue()).isEqualTo(bytes.length);
  }

  @Test
  void takesSixtyMegabytesAsAForm() {
    byte[] bytes = largeApk();

    ApiClient.Answer answer = api.postBuild("large.apk", bytes, Map.of("notes", "large"));

    assertThat(answer.expect(201).getJsonNumber("sizeBytes").intValue()).isEqualTo(bytes.length);
  }

  private static byte[] largeApk() {
    byte[] noise = new byte[SIZE];
    new Random(1).nextBytes(noise);
    return ApkFixture.app(TestApp.newBundleId())
        .version("1.0")
        .versionCode(1)
        .entry("assets/noise.bin", noise)
        .bytes();
  }
}
