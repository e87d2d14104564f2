package dev.pappus.rest.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownHeadersTest {

  @Test
  void showsOurOwnAndMasksWhatAnOwnerAdded() {
    String lines = "Content-Type: application/json\nwebhook-id: evt_1\nX-Api-Key: hunter2\nodd";

    assertThat(ShownHeaders.sent(lines))
        .isEqualTo("Content-Type: application/json\nwebhook-id: evt_1\nX-Api-Key: •••\n•••");
  }

  @Test
  void masksCookiesOfAnAnswer() {
    assertThat(ShownHeaders.received("Server: x\r\nSet-Cookie: session=1\r\n"))
        .isEqualTo("Server: x\nSet-Cookie: •••");
  }
}
