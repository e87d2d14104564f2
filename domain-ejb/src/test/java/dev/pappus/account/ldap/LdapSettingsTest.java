package dev.pappus.account.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LdapSettingsTest {
  private final LdapSettings settings = new LdapSettings();

  @BeforeEach
  void set() {
    settings.url = Optional.of(URI.create("ldap://ldap.example.com"));
    settings.base = Optional.of("dc=example,dc=com");
  }

  @Test
  void whatIsNotSetIsNotChecked() {
    assertThatCode(() -> new LdapSettings().check()).doesNotThrowAnyException();
  }

  @Test
  void becomesTlsUnlessTheSettingSaysOtherwise() {
    settings.check();

    assertThat(settings.port()).isEqualTo(389);
    assertThat(settings.startsTls()).isTrue();
    settings.plain = true;
    assertThat(settings.startsTls()).isFalse();
    settings.url = Optional.of(URI.create("ldaps://ldap.example.com"));
    settings.check();
    assertThat(settings.tls()).isTrue();
    assertThat(settings.startsTls()).isFalse();
    assertThat(settings.port()).isEqualTo(636);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("url", s -> s.url = Optional.of(URI.create("http://ldap.example.com"))),
        wrong("url", s -> s.url = Optional.of(URI.create("ldap.example.com"))),
        wrong("base", s -> s.base = Optional.empty()),
        wrong("base", s -> s.base = Optional.of("example.com")),
        wrong("user-filter", s -> s.userFilter = "(uid=ann)"),
        wrong("user-filter", s -> s.userFilter = "(uid={0}"),
        wrong("bind-dn", s -> s.bindDn = Optional.of("cn=service")),
        wrong("ca-file", s -> s.caFile = Optional.of("nowhere.pem")),
        wrong("timeout", s -> s.timeout = Duration.ZERO),
        wrong("timeout", s -> s.timeout = Duration.ofHours(1)));
  }

  private static Arguments wrong(String name, Consumer<LdapSettings> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void namesTheFirstWrongValue(String name, Consumer<LdapSettings> change) {
    change.accept(settings);

    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pappus.account.ldap." + name + " is ");
  }
}
