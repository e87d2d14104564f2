package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/example",
        "/example?build=bld_01m8",
        "/console/app/builds.xhtml?app=app_1&cursor=a-_"
      })
  void leadsBackToAPageOfOurs(String wish) {
    assertThat(NextPage.of(wish)).isEqualTo(wish);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "///evil.example",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/console@evil.example:80",
        "%2f%2fevil.example",
        "http:/evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "evil",
        "/\tevil",
        "/@evil"
      })
  void leadsNowhereElse(String wish) {
    assertThat(NextPage.of(wish)).isEqualTo(NextPage.HOME);
  }

  @Test
  void knowsTheWayIntoATeam() {
    assertThat(NextPage.isInvitation("/console/account/invitation.xhtml?key=0a")).isTrue();
    assertThat(NextPage.isInvitation("/console/app/apps.xhtml")).isFalse();
    assertThat(NextPage.isInvitation(null)).isFalse();
    assertThat(NextPage.of("/console/account/invitation.xhtml?key=0a"))
        .isEqualTo("/console/account/invitation.xhtml?key=0a");
  }
}
