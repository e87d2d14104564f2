package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.PermissionTable;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, what becomes of a session, and who else could use it. */
@ExtendWith(ArquillianExtension.class)
class AccountIT {
  private static final String SIGN_IN = "/console/sign-in.xhtml";
  private static final String SESSION = "PAPPUS_CONSOLE";
  private static final String STATELESS = "&jakarta.faces.ViewState=stateless";
  private static final String HOME = "/console/app/apps.xhtml";

  private static TestTeam.Person person() {
    return TestTeam.made().member("developer");
  }

  private static Map<String, String> credentials(String email) {
    return Map.of("f:email", email, "f:password", TestTeam.PASSWORD);
  }

  @Test
  void givesTheSessionAnotherIdWithTheMember() {
    TestTeam.Person person = person();
    Browser browser = new Browser();
    browser.get(SIGN_IN);
    String planted = browser.cookie(SESSION);

    browser.press(SIGN_IN, "id=\"f\"", credentials(person.email()));

    assertThat(browser.cookie(SESSION)).isNotEmpty().isNotEqualTo(planted);
    assertThat(browser.get(HOME).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "%2F%2Fevil.example",
        "https://evil.example/",
        "/%5Cevil.example",
        "/%09/evil.example",
        "javascript:alert(1)"
      })
  void leadsToNoOtherServerAfterTheSignIn(String next) {
    TestTeam.Person person = person();
    String page = SIGN_IN + "?next=" + next;

    Browser.Page after = new Browser().press(page, "id=\"f\"", credentials(person.email()));

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.text()).contains(person.email());
  }

  /** Each page that {@code docs/permissions.md} lists, which is each that there is. */
  @Test
  void takesNoFormFromAnotherSite() {
    Browser administrator = TestTeam.made().console;
    SoftAssertions softly = new SoftAssertions();
    for (PermissionTable.Page page : PermissionTable.pages()) {
      for (String site : List.of("cross-site", "same-site")) {
        softly
            .assertThat(
                administrator
                    .post("/console" + page.path(), "x=1", "Sec-Fetch-Site", site)
                    .status())
            .as(page.path() + " from " + site)
            .isEqualTo(403);
      }
    }
    softly.assertAll();
  }

  /**
   * Each form of each page, with all its fields and buttons, by a program that knows the page and
   * not its state: nothing is done, nobody is signed out.
   */
  @Test
  void takesNoFormWithoutTheStateOfItsPage() {
    TestTeam team = TestTeam.made();
    String app = team.upload().getJsonObject("app").getString("id");
    team.member("developer");
    String before = audit(team);
    int forms = 0;
    for (PermissionTable.Page page : PermissionTable.pages()) {
      if (!page.path().endsWith(".xhtml")) {
        // no form, and taking a file away is in the audit
        continue;
      }
      String path = "/console" + page.path();
      for (String form : team.console.stateless(team.console.get(path + "?app=" + app))) {
        for (String state : List.of("", "&jakarta.faces.ViewState=1%3A1", STATELESS)) {
          team.console.post(path + "?app=" + app, form + state);
          forms++;
        }
      }
    }

    assertThat(forms).as("forms that there are").isGreaterThan(100);
    assertThat(audit(team)).isEqualTo(before);
    assertThat(team.console.get(HOME).status()).isEqualTo(200);
  }

  /** The newest of what was done to the team, and of what was done or refused to accounts. */
  private static String audit(TestTeam team) {
    String newest = "/api/v1/audit?limit=1&actor=" + ApiClient.encoded(TestTeam.ADMINISTRATOR);
    return newest(team, newest) + newest(team, newest + "&scope=installation");
  }

  private static String newest(TestTeam team, String path) {
    return team.api.get(path).expect(200).getJsonArray("items").toString();
  }

  @Test
  void takesNoChangeOfOnesOwnAccountWithoutTheStateOfItsPage() {
    TestTeam.Person person = person();
    Browser browser = person.browser();
    String form = "general=general&general%3Aname=Mallory&general%3Ago=Save";

    browser.post("/console/account/account.xhtml", form);
    browser.post("/console/account/account.xhtml", form + "&jakarta.faces.ViewState=1%3A1");
    browser.post("/console/account/account.xhtml", form + STATELESS);

    assertThat(browser.get("/console/account/account.xhtml").text()).doesNotContain("Mallory");
  }

  /** A copy of the cookie, as the way back in the browser or a thief has it, opens nothing. */
  @Test
  void aSignedOutSessionIsOver() {
    TestTeam.Person person = person();
    Browser copy = person.browser().copy();
    assertThat(copy.get(HOME).status()).isEqualTo(200);

    Browser.Page after = person.browser().press(HOME, "id=\"out\"", Map.of());

    assertThat(after.text()).contains("type=\"password\"");
    assertThat(copy.get(HOME).status()).isIn(302, 303);
  }

  @Test
  void endsAnotherSessionOfOnesOwn() {
    TestTeam.Person person = person();
    String page = "/console/account/account.xhtml";
    Browser other = Browser.signedIn(person.email(), TestTeam.PASSWORD);
    List<String> listed =
        Pattern.compile("name=\"session\" value=\"(ses_[0-9a-z]+)\"")
            .matcher(person.browser().get(page).text())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(listed).as("the newest first").hasSize(2);
    Map<String, String> wrong = Map.of("session", listed.get(0), "password", "wrong");

    assertThat(person.browser().press(page, "id=\"sessions\"", wrong).text())
        .contains("notice bad");
    assertThat(other.get(HOME).status()).isEqualTo(200);
    person
        .browser()
        .press(
            page,
            "id=\"sessions\"",
            Map.of("session", listed.get(0), "password", TestTeam.PASSWORD));

    assertThat(other.get(HOME).status()).isIn(302, 303);
    assertThat(person.browser().get(page).text())
        .contains(listed.get(1))
        .doesNotContain(listed.get(0));
  }

  @Test
  void endsAllOtherSessionsWithTheButton() {
    TestTeam.Person person = person();
    Browser other = Browser.signedIn(person.email(), TestTeam.PASSWORD);

    Browser.Page page =
        person.browser().press("/console/account/account.xhtml", "id=\"everywhere\"", Map.of());

    assertThat(page.status()).isEqualTo(200);
    assertThat(person.browser().get(HOME).status()).isEqualTo(200);
    assertThat(other.get(HOME).status()).isIn(302, 303);
    assertThat(person.api().get("/api/v1/apps").status()).isEqualTo(200);
  }

  @Test
  void givesANewPasswordByALink() {
    TestTeam.Person person = person();

    String known = ask(person.email());
    String unknown = ask("nobody-" + person.email());

    assertThat(known).isEqualTo(unknown);
    String link = link(person.email());
    Browser stranger = new Browser();
    Browser.Page signIn =
        stranger.press(link, "id=\"f\"", Map.of("f:password", "another sentence of tests"));
    assertThat(signIn.status()).isEqualTo(200);
    assertThat(person.browser().get(HOME).status()).isIn(302, 303);
    assertThat(new Browser().get(link).text()).doesNotContain("type=\"password\"");
    Browser.signedIn(person.email(), "another sentence of tests");
  }

  /** What the page says to who asks for a link. */
  private static String ask(String email) {
    String text =
        new Browser()
            .press("/console/account/forgotten.xhtml", "id=\"f\"", Map.of("f:email", email))
            .text();
    return text.substring(text.indexOf("<main"));
  }

  private static String link(String email) {
    ApiClient administrator = ApiClient.administrator();
    Pattern link = Pattern.compile("/console/account/reset\\.xhtml\\?link=[0-9a-f]+");
    return Awaitility.await("the message is written when the answer has left")
        .until(
            () ->
                administrator
                    .get("/api/v1/mail")
                    .expect(200)
                    .getJsonArray("items")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(mail -> mail.getString("recipient").equals(email))
                    .map(mail -> link.matcher(mail.getString("body")))
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .findFirst()
                    .orElse(""),
            found -> !found.isEmpty());
  }

  @Test
  void asksForTheCodeOfTheSecondFactor() throws Exception {
    TestTeam.Person person = person();
    String page = "/console/account/second-factor.xhtml";
    Browser browser = person.browser();
    String begun =
        browser.press(page, "id=\"begin\"", Map.of("begin:password", TestTeam.PASSWORD)).text();
    Matcher key = Pattern.compile("<code id=\"key\">([A-Z2-7 ]+)</code>").matcher(begun);
    assertThat(key.find()).as(begun).isTrue();
    assertThat(browser.get("/console/account/second-factor.png").status()).isEqualTo(200);
    String code = code(key.group(1).replace(" ", ""));
    List<String> recovery =
        browser
            .press(page, "id=\"confirm\"", Map.of("confirm:code", code))
            .secret()
            .lines()
            .toList();
    assertThat(recovery).hasSize(10);
    assertThat(browser.get("/console/account/second-factor.png").status()).isEqualTo(404);

    Browser again = new Browser();
    Browser.Page half = again.press(SIGN_IN, "id=\"f\"", credentials(person.email()));

    assertThat(half.text()).contains("one-time-code");
    assertThat(again.get(HOME).status()).isIn(302, 303);
    String codePage = "/console/sign-in-code.xhtml";
    assertThat(again.press(codePage, "id=\"f\"", Map.of("f:code", code)).text())
        .as("the code that switched it on is used up")
        .contains("one-time-code");
    assertThat(again.press(codePage, "id=\"f\"", Map.of("f:code", recovery.get(0))).text())
        .contains(person.email());
    assertThat(again.get(HOME).status()).isEqualTo(200);
  }

  /** RFC 6238 once more, by somebody else. */
  private static String code(String base32) throws Exception {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < base32.length(); i++) {
      int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
    }
    byte[] number = bits.toByteArray();
    byte[] secret = new byte[base32.length() * 5 / 8];
    int length = Math.min(number.length, secret.length);
    System.arraycopy(number, number.length - length, secret, secret.length - length, length);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret, "HmacSHA1"));
    long step = Clock.systemUTC().instant().getEpochSecond() / 30;
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int cut = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
    return "%06d".formatted(cut % 1_000_000);
  }

  /**
   * Somebody guesses at one account: the wait is told, taken down once, and the owner is let in.
   */
  @Test
  void slowsTheGuessingAndTakesItDown() {
    TestTeam.Person person = person();
    Browser guesser = new Browser();
    Map<String, String> guess = Map.of("f:email", person.email(), "f:password", "wrong");
    String text = "";
    for (int i = 0; i < 8; i++) {
      text = guesser.press(SIGN_IN, "id=\"f\"", guess).text();
    }

    assertThat(text).contains("Too many attempts");
    List<JsonObject> taken =
        ApiClient.administrator()
            .get("/api/v1/audit?scope=installation&action=console.throttled")
            .expect(200)
            .getJsonArray("items")
            .getValuesAs(JsonObject.class);
    assertThat(taken).isNotEmpty();
    assertThat(taken).allSatisfy(one -> assertThat(one.getString("outcome")).isEqualTo("REFUSED"));
  }

  @Test
  void tellsEverybodyTheOwnAccountAndAdministratorsAll() {
    TestTeam.Person person = person();
    JsonObject own = person.api().get("/api/v1/account").expect(200);
    String path = "/api/v1/accounts/" + own.getString("id");
    ApiClient administrator = ApiClient.administrator();

    assertThat(own.getString("email")).isEqualTo(person.email());
    assertThat(own.getString("status")).isEqualTo("ACTIVE");
    assertThat(person.api().get(path).status()).isEqualTo(403);
    assertThat(administrator.get(path).expect(200)).isEqualTo(own);
    JsonObject suspended =
        Json.createObjectBuilder().add("status", "SUSPENDED").add("reason", "has left").build();
    assertThat(administrator.patch(path, suspended).expect(200).getString("status"))
        .isEqualTo("SUSPENDED");
    assertThat(person.api().get("/api/v1/account").expect(403).getString("code"))
        .isEqualTo("account-suspended");
    assertThat(
            administrator
                .get("/api/v1/accounts?status=SUSPENDED")
                .expect(200)
                .getJsonArray("items")
                .getValuesAs(JsonObject.class))
        .extracting(one -> one.getString("id"))
        .contains(own.getString("id"));
    JsonObject entry =
        administrator
            .get("/api/v1/audit?scope=installation&subject=" + own.getString("id"))
            .expect(200)
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(entry.getJsonObject("after").getString("reason")).isEqualTo("has left");
    JsonObject active = Json.createObjectBuilder().add("status", "ACTIVE").build();
    assertThat(administrator.patch(path, active).expect(200)).isEqualTo(own);
    assertThat(
            administrator
                .patch(path, Json.createObjectBuilder().add("status", "UNDER_REVIEW").build())
                .expect(422)
                .getString("code"))
        .isEqualTo("field-invalid");
    assertThat(administrator.get("/api/v1/accounts?status=x").status()).isEqualTo(422);
  }

  @Test
  void aSuspendedAccountIsClosedAtOnce() {
    TestTeam.Person person = person();
    Browser administrator = TestTeam.made().console;

    Browser.Page list = press(administrator, person.email(), "Suspend");

    assertThat(list.status()).isEqualTo(200);
    assertThat(person.browser().get(HOME).status()).isIn(302, 303);
    assertThat(person.api().get("/api/v1/apps").expect(403).getString("code"))
        .isEqualTo("account-suspended");
    assertThat(new Browser().press(SIGN_IN, "id=\"f\"", credentials(person.email())).text())
        .contains("suspended");

    press(administrator, person.email(), "Reactivate");

    assertThat(person.api().get("/api/v1/apps").status()).isEqualTo(200);
    Browser.signedIn(person.email(), TestTeam.PASSWORD);
  }

  /** Presses the button of one account in the list. */
  private static Browser.Page press(Browser administrator, String email, String button) {
    String page = "/console/account/accounts.xhtml";
    String text = administrator.get(page).text();
    String row = text.substring(text.indexOf("<p>" + email));
    Matcher name = Pattern.compile("name=\"([^\"]+)\"[^>]*value=\"" + button + "\"").matcher(row);
    assertThat(name.find()).as(row).isTrue();
    return administrator.press(page, "<p>" + email + "</p>", Map.of(name.group(1), button));
  }
}
