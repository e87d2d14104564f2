package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WildFly's door stands open without a line in its configuration; ours does not. */
@ExtendWith(ArquillianExtension.class)
class ConsoleIT {
  private final ApiClient stranger = ApiClient.anonymous();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/app/apps.xhtml",
        "/console/app/builds.xhtml",
        "/console/app/build.xhtml",
        "/console/app/settings.xhtml",
        "/console/delivery/deliveries.xhtml",
        "/console/delivery/delivery.xhtml",
        "/console/webhook/webhooks.xhtml",
        "/console/inspector/bins.xhtml",
        "/console/inspector/bin.xhtml",
        "/console/inspector/live.xhtml?bin=bin_x",
        "/console/webhook/team.xhtml",
        "/console/inbox/notices.xhtml",
        "/console/engine/engine.xhtml",
        "/console/engine/live.xhtml",
        "/console/webhook/networks.xhtml",
        "/console/audit/audit.xhtml",
        "/console/audit/audit.csv",
        "/console/install/downloads.xhtml",
        "/console/mail/outbox.xhtml",
        "/console/no-such-page.xhtml",
        "/console/app/apps.xhtml;jsessionid=1",
        "/console/./app/apps.xhtml"
      })
  void sendsAStrangerToTheSignIn(String page) {
    ApiClient.Answer answer = stranger.get(page, "Accept", "text/html");

    assertThat(answer.status()).as(answer.toString()).isIn(302, 303, 401, 403, 404, 400);
    answer.header("Location").ifPresent(to -> assertThat(to).contains("/console/sign-in"));
    assertThat(answer.text()).doesNotContain("jakarta.faces.ViewState");
  }

  @Test
  void keepsAStrangerFromPosting() {
    ApiClient.Answer answer =
        stranger.send(
            "POST",
            "/console/webhook/webhooks.xhtml",
            "form=form&jakarta.faces.ViewState=1",
            "application/x-www-form-urlencoded");

    assertThat(answer.status()).isIn(302, 303, 401, 403);
  }

  @Test
  void showsTheSignInToEverybody() {
    ApiClient.Answer answer = stranger.get("/console/sign-in.xhtml", "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("type=\"password\"");
    assertThat(answer.header("Content-Security-Policy")).isPresent();
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void theCookieOfTheSessionIsUnseenByScriptsAndOtherSites() {
    String cookie =
        stranger
            .get("/console/sign-in.xhtml", "Accept", "text/html")
            .header("Set-Cookie")
            .orElse("");

    assertThat(cookie)
        .startsWith("PAPPUS_CONSOLE=")
        .containsIgnoringCase("httponly")
        .containsIgnoringCase("samesite=lax")
        .containsIgnoringCase("path=/console")
        .doesNotContainIgnoringCase("secure");
  }
}
