package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody's browser without scripts: cookies, pages of the console, and their forms. */
final class Browser {
  private static final Pattern FORM = Pattern.compile("(?s)<form\\b[^>]*>.*?</form>");
  private static final Pattern INPUT = Pattern.compile("(?s)<input\\b[^>]*>");
  private static final Pattern ACTION = Pattern.compile("<form\\b[^>]*\\baction=\"([^\"]*)\"");
  private static final Pattern SECRET = Pattern.compile("<code id=\"secret\">([^<]*)</code>");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** A page, or a redirect to one. */
  record Page(int status, String text, Optional<String> location) {

    /** The secret that is shown this once. */
    String secret() {
      Matcher matcher = SECRET.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    }
  }

  /** One who is signed in. */
  static Browser signedIn(String email, String password) {
    Browser browser = new Browser();
    Page home =
        browser.press(
            "/console/sign-in.xhtml", "id=\"f\"", Map.of("f:email", email, "f:password", password));
    assertThat(home.status()).as(home.text()).isEqualTo(200);
    assertThat(home.text()).contains(email).doesNotContain("type=\"password\"");
    return browser;
  }

  /** Another one with the same cookies. */
  Browser copy() {
    Browser copy = new Browser();
    cookies
        .getCookieStore()
        .getCookies()
        .forEach(
            cookie ->
                copy.cookies
                    .getCookieStore()
                    .add(URI.create(DeployedApplication.baseUri() + "/"), cookie));
    return copy;
  }

  Page get(String path) {
    return send(request(path).GET());
  }

  /** As a program of another site would: without the page that the form is on. */
  Page post(String path, String form, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** The value of a cookie, "" if there is none. */
  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /**
   * Opens a page, fills one of its forms in, presses its button, and follows where that leads.
   *
   * @param mark a text that this form has and none before it
   * @param fields by their names; others stay as they are. A button among them is the only one that
   *     is pressed
   */
  Page press(String path, String mark, Map<String, String> fields) {
    Page page = get(path);
    String form =
        forms(page)
            .filter(text -> text.contains(mark))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No form with " + mark + " on " + page));
    Map<String, String> values = values(form, fields);
    Matcher action = ACTION.matcher(form);
    Page answer = post(action.find() ? unescaped(action.group(1)) : path, encoded(values));
    return answer.location().isPresent() ? get(answer.location().get()) : answer;
  }

  /** What each form of a page would send with all its buttons, without the state of the page. */
  List<String> stateless(Page page) {
    return forms(page)
        .map(
            form -> {
              Map<String, String> values = values(form, Map.of());
              values.remove("jakarta.faces.ViewState");
              return encoded(values);
            })
        .toList();
  }

  private static Stream<String> forms(Page page) {
    return FORM.matcher(page.text()).results().map(match -> match.group());
  }

  private static Map<String, String> values(String form, Map<String, String> fields) {
    Map<String, String> values = new LinkedHashMap<>();
    INPUT
        .matcher(form)
        .results()
        .map(match -> match.group())
        .filter(input -> !attribute(input, "type").equals("checkbox"))
        .filter(
            input ->
                !attribute(input, "type").equals("submit")
                    || fields.keySet().stream().noneMatch(name -> isButton(form, name)))
        .forEach(input -> values.put(attribute(input, "name"), attribute(input, "value")));
    values.putAll(fields);
    return values;
  }

  private static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .map(entry -> ApiClient.encoded(entry.getKey()) + "=" + ApiClient.encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static boolean isButton(String form, String name) {
    return INPUT
        .matcher(form)
        .results()
        .map(match -> match.group())
        .filter(input -> attribute(input, "type").equals("submit"))
        .anyMatch(input -> attribute(input, "name").equals(name));
  }

  private static String attribute(String tag, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return matcher.find() ? unescaped(matcher.group(1)) : "";
  }

  private static String unescaped(String text) {
    return text.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
  }

  private static HttpRequest.Builder request(String path) {
    URI base = URI.create(DeployedApplication.baseUri() + "/");
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Accept", "text/html")
        .header("Accept-Language", "en")
        .timeout(Duration.ofSeconds(60));
  }

  private Page send(HttpRequest.Builder builder) {
    try {
      HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
      return new Page(
          response.statusCode(), response.body(), response.headers().firstValue("Location"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
