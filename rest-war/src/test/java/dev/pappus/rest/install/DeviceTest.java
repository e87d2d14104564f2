package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X), IOS",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8), ANDROID",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1, HARMONYOS",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64), OTHER",
    "'', OTHER"
  })
  void knowsADeviceByItsBrowser(String userAgent, Device device) {
    assertThat(Device.of(userAgent)).isEqualTo(device);
  }

  @Test
  void warnsOnlyWhereTheAppIsCertainlyForAnother() {
    assertThat(Device.IOS.refuses(Platform.ANDROID)).isTrue();
    assertThat(Device.ANDROID.refuses(Platform.ANDROID)).isFalse();
    assertThat(Device.OTHER.refuses(Platform.IOS)).isFalse();
    assertThat(Device.IOS.refuses(Platform.FILE)).isFalse();
  }
}
