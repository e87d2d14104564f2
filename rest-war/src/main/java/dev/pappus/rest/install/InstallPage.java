package dev.pappus.rest.install;

import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.app.App;
import dev.pappus.app.PageLook;
import dev.pappus.build.BuildRepository;
import dev.pappus.format.InstallLink;
import dev.pappus.format.MinimumSystem;
import dev.pappus.install.DeviceCheck;
import dev.pappus.install.DownloadAllowance;
import dev.pappus.install.DownloadGranter;
import dev.pappus.install.DownloadStart;
import dev.pappus.install.InstallLinker;
import dev.pappus.install.InstallOffer;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanGate;
import dev.pappus.shared.Platform;
import dev.pappus.shared.text.SizeText;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the templates of the install page are filled with. */
@ApplicationScoped
class InstallPage {
  private static final int TONES = 6;

  @Inject BuildRepository builds;
  @Inject UserRepository users;
  @Inject DownloadGranter granter;
  @Inject InstallLinker linker;
  @Inject DownloadStart start;
  @Inject PlanGate plans;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  /**
   * The page of an offer, for somebody who was admitted.
   *
   * @param pinned whether the address names this build; else it follows the newest
   * @param answer what was found of the device that he asked for, null if he did not
   */
  Map<String, Object> admitted(
      InstallOffer offer,
      boolean pinned,
      Locale language,
      Browser browser,
      DeviceCheck.@Nullable Answer answer) {
    Map<String, String> words = PageTemplates.labels(language);
    String grant = granter.grant(offer).orElse(null);
    boolean icon = builds.hasIcon(offer.build().id());
    InstallLink link = linker.link(offer, grant, icon);
    Platform platform = offer.app().platform();

    Map<String, Object> model = new HashMap<>(branded(offer));
    model.put("iconUrl", icon ? path(offer, "/icon.png", grant) : "");
    model.put("version", offer.build().version());
    model.put("versionCode", offer.build().versionCode());
    model.put("number", offer.build().number());
    model.put("platform", platform == Platform.FILE ? word(words, "file") : platform.label());
    model.put("size", SizeText.of(offer.build().sizeBytes(), language));
    model.put("date", date(offer, language));
    model.put("instant", offer.build().createdAt().toString());
    PackageNotices own = new PackageNotices(offer.build().facts(), words);
    Optional<MinimumSystem> minimum = own.minimum(platform, offer.build().minimumOs());
    model.put(
        "minimumOs",
        minimum
            .map(system -> MessageFormat.format(word(words, "minimum"), system.words()))
            .orElse(""));
    model.put("processors", own.processors());
    model.put("notes", offer.build().notes().strip());
    model.put("qrUrl", path(offer, "/qr.png", grant, pinned));
    model.put(
        "link",
        pinned
            ? urls.installPage(offer.app().slug(), offer.buildId())
            : urls.installPage(offer.app().slug()));
    boolean needsHttps = platform == Platform.IOS && !urls.secure();
    model.put("installHref", link.href() == null || needsHttps ? "" : link.href());
    model.put("installWord", word(words, platform == Platform.FILE ? "download" : "install"));
    Optional<DownloadAllowance> limited = start.exhausted(offer.inContext());
    if (limited.isPresent()) {
      model.put("installHref", "");
    }
    boolean toDownload = platform == Platform.IOS || link.href() == null;
    model.put("packageHref", toDownload && limited.isEmpty() ? path(offer, "/package", grant) : "");
    model.put(
        "hint",
        link.href() == null || limited.isPresent()
            ? ""
            : word(words, "hint_" + platform.wireName()));
    model.put("refusals", refusals(platform, minimum, own, browser, words));
    putDevice(model, offer, pinned, own, answer, words);
    List<String> notices = notices(offer, link, needsHttps, words, browser.userAgent());
    notices.addAll(own.sentences(clock.instant(), zone(offer), language));
    if (answer != DeviceCheck.Answer.REGISTERED && answer != DeviceCheck.Answer.NOT_REGISTERED) {
      own.kind().ifPresent(notices::add);
    }
    limited.ifPresent(allowance -> notices.add(0, limited(allowance, words)));
    model.put("notices", notices);
    return model;
  }

  private static String limited(DownloadAllowance allowance, Map<String, String> words) {
    return allowance.verified()
        ? MessageFormat.format(
            word(words, "notice_limit"), Long.toString(allowance.limit()), allowance.zone().getId())
        : word(words, allowance.limit() == 0 ? "notice_unverified" : "notice_unverified_limit");
  }

  /** What a page may say to somebody who is not admitted: the app's name. */
  Map<String, Object> closed(InstallOffer offer) {
    String name = offer.app().name();
    Map<String, Object> model = new HashMap<>();
    model.put("name", name);
    model.put("letter", name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT));
    model.put("tone", Math.floorMod(name.hashCode(), TONES));
    return model;
  }

  /** The same in the app's own look. */
  Map<String, Object> branded(InstallOffer offer) {
    Map<String, Object> model = closed(offer);
    PageLook look = look(offer.app());
    model.put(HtmlAnswers.BRAND_STYLE, look.color() == null ? "" : BrandStyle.css(look.color()));
    model.put("plain", !look.brand());
    model.put("welcome", look.text().strip());
    return model;
  }

  /** What a plan no longer has is kept, and not shown. */
  private PageLook look(App app) {
    PageLook look = app.look();
    return look.equals(PageLook.OURS) || plans.allows(app.teamId(), PlanFeature.CUSTOM_PAGE)
        ? look
        : PageLook.OURS;
  }

  /** The address of the sign-in page, which leads back here. */
  static String signIn(InstallOffer offer, boolean pinned) {
    String back = "/" + offer.app().slug() + query(offer, pinned);
    return "/console/sign-in.xhtml?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  private static List<String> notices(
      InstallOffer offer,
      InstallLink link,
      boolean needsHttps,
      Map<String, String> words,
      String userAgent) {
    List<String> notices = new ArrayList<>();
    if (Device.insideChat(userAgent)) {
      notices.add(word(words, "notice_chat"));
    }
    if (Device.of(userAgent).refuses(offer.app().platform())) {
      notices.add(
          MessageFormat.format(word(words, "notice_device"), offer.app().platform().label()));
    }
    if (needsHttps) {
      notices.add(word(words, "notice_https"));
    }
    if (link.reason() != null) {
      notices.add(
          words.getOrDefault("reason_" + link.reason(), word(words, "notice_not_installable")));
    }
    return notices;
  }

  /** Why it certainly does not install on what the visitor holds. */
  private static List<String> refusals(
      Platform platform,
      Optional<MinimumSystem> minimum,
      PackageNotices own,
      Browser browser,
      Map<String, String> words) {
    List<String> refusals = new ArrayList<>();
    ToldSystem told = browser.system();
    minimum
        .filter(needed -> told.isTooOldFor(platform, needed))
        .ifPresent(
            needed ->
                refusals.add(
                    MessageFormat.format(
                        word(words, "too_old"),
                        needed.words(),
                        platform.label() + " " + told.version().map(Object::toString).orElse(""))));
    if (platform == Platform.IOS && own.isOnly32Bit() && browser.runsOnly64Bit()) {
      refusals.add(word(words, "only_32_bit"));
    }
    return refusals;
  }

  /** The form in which a tester asks for his device, and the answer. */
  private void putDevice(
      Map<String, Object> model,
      InstallOffer offer,
      boolean pinned,
      PackageNotices own,
      DeviceCheck.@Nullable Answer answer,
      Map<String, String> words) {
    boolean listed = own.listsDevices() && offer.app().platform() == Platform.IOS;
    model.put("asksDevice", listed);
    model.put("deviceAction", "/" + offer.app().slug() + "/device" + query(offer, pinned));
    if (answer == null) {
      model.put("deviceAnswer", "");
      return;
    }
    boolean expired = answer == DeviceCheck.Answer.REGISTERED && own.hasExpired(clock.instant());
    String key = "device_" + answer.name().toLowerCase(Locale.ROOT) + (expired ? "_expired" : "");
    model.put("deviceAnswer", word(words, key));
    model.put(
        "deviceTone",
        switch (answer) {
          case REGISTERED, EVERY_DEVICE -> expired ? "bad" : "good";
          case NOT_REGISTERED, MALFORMED, TOO_MANY -> "bad";
          case UNKNOWN, UNAVAILABLE -> "";
        });
  }

  private static String query(InstallOffer offer, boolean pinned) {
    return pinned ? "?build=" + offer.buildId() : "";
  }

  private String date(InstallOffer offer, Locale language) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(language)
        .withZone(zone(offer))
        .format(offer.build().createdAt());
  }

  private ZoneId zone(InstallOffer offer) {
    return users.findTeam(offer.app().teamId()).map(Team::timeZone).orElse(ZoneOffset.UTC);
  }

  /** An address on this server, as a path: the page works under whatever name it was reached. */
  private static String path(InstallOffer offer, String file, @Nullable String grant) {
    return path(offer, file, grant, true);
  }

  private static String path(
      InstallOffer offer, String file, @Nullable String grant, boolean pinned) {
    String query =
        (pinned ? "build=" + offer.buildId() : "")
            + (pinned && grant != null ? "&" : "")
            + (grant == null ? "" : "grant=" + grant);
    return "/" + offer.app().slug() + file + (query.isEmpty() ? "" : "?" + query);
  }

  private static String word(Map<String, String> words, String key) {
    return words.getOrDefault(key, key);
  }
}
