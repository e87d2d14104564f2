package dev.pappus.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {
  private final OidcSettings settings = new OidcSettings();

  @BeforeEach
  void set() {
    settings.discoveryUrl =
        Optional.of(URI.create("https://id.example.com/x/.well-known/openid-configuration"));
    settings.clientId = Optional.of("pappus");
  }

  @Test
  void whatIsNotSetIsNotChecked() {
    OidcSettings none = new OidcSettings();

    assertThatCode(none::check).doesNotThrowAnyException();
    assertThat(none.isOn()).isFalse();
  }

  @Test
  void knowsTheIssuerByTheAddress() {
    settings.check();

    assertThat(settings.issuer()).isEqualTo("https://id.example.com/x");
  }

  @Test
  void theNameIsTheHostWhereNoneIsSet() {
    assertThat(settings.name()).isEqualTo("id.example.com");
    settings.name = Optional.of("Example");
    assertThat(settings.name()).isEqualTo("Example");
  }

  private void refuses(String setting) {
    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pappus.account.oidc." + setting);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.com/.well-known/openid-configuration",
        "https://id.example.com/",
        "https:/.well-known/openid-configuration",
        "https://a@id.example.com/.well-known/openid-configuration",
        "id.example.com"
      })
  void refusesAnAddressThatIsNone(String url) {
    settings.discoveryUrl = Optional.of(URI.create(url));

    refuses("discovery-url is " + url);
  }

  @Test
  void needsAClient() {
    settings.clientId = Optional.empty();

    refuses("client-id is not");
  }

  @Test
  void asksForOpenidAlways() {
    settings.scopes = new String[] {"email"};

    refuses("scopes is ");
  }

  @Test
  void waitsNeitherForeverNorNotAtAll() {
    settings.timeout = Duration.ZERO;
    refuses("timeout is ");
    settings.timeout = Duration.ofHours(1);
    refuses("timeout is ");
  }
}
