package dev.pappus.admin.navigation;

import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.delivery.DeliveryWords;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.text.SizeText;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as people read them, in the language of the request and the zone of the team. */
@Named
@RequestScoped
public class Shown {
  private static final int TONES = 6;

  @Inject Language language;
  @Inject CurrentMember member;
  @Inject UserRepository users;
  @Inject HttpServletRequest request;
  private @Nullable ZoneId zone;

  public String time(@Nullable Instant instant) {
    return instant == null ? "–" : format(FormatStyle.MEDIUM).format(instant);
  }

  /** What the engine has written down in English, in the language of the request. */
  public String told(@Nullable String english) {
    return english == null || english.isEmpty()
        ? ""
        : DeliveryWords.in(language.getLocale()).told(english, this::time);
  }

  /** What was written down, where {@link #told} says it otherwise than in English; else "". */
  public String original(@Nullable String text) {
    boolean english = language.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    return text == null || english || told(text).equals(text) ? "" : text;
  }

  /** The address of this page with its query, where its forms go: what it is about stays in it. */
  public String getHere() {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  /** With seconds' fractions left out, for tables. */
  public String shortTime(@Nullable Instant instant) {
    return instant == null ? "–" : format(FormatStyle.SHORT).format(instant);
  }

  private DateTimeFormatter format(FormatStyle time) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, time)
        .withLocale(language.getLocale())
        .withZone(zone());
  }

  /** The zone in which times are shown and asked for: the member's, else the team's. */
  public ZoneId zone() {
    if (zone == null) {
      zone = member.get().timeZone();
    }
    if (zone == null) {
      zone = users.findTeam(member.caller().teamId()).map(Team::timeZone).orElse(ZoneOffset.UTC);
    }
    return zone;
  }

  /** The name of the team that the console shows. */
  public String getTeamName() {
    return users.findTeam(member.caller().teamId()).map(Team::name).orElse("");
  }

  public String getZoneName() {
    return zone().getId();
  }

  public String size(long bytes) {
    return SizeText.of(bytes, language.getLocale());
  }

  public String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis < 1000
        ? millis + " ms"
        : String.format(language.getLocale(), "%.1f s", millis / 1000.0);
  }

  /** The first letter of a name, where an app has no icon. */
  public String letter(String name) {
    return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
  }

  /** Which of a few colours stands behind that letter. */
  public int tone(String name) {
    return Math.floorMod(name.hashCode(), TONES);
  }

  public String appId(UUID id) {
    return PublicId.format(IdKind.APP, id);
  }

  public String buildId(UUID id) {
    return PublicId.format(IdKind.BUILD, id);
  }

  public String webhookId(UUID id) {
    return PublicId.format(IdKind.WEBHOOK, id);
  }

  public String deliveryId(UUID id) {
    return PublicId.format(IdKind.DELIVERY, id);
  }

  public String eventId(UUID id) {
    return PublicId.format(IdKind.EVENT, id);
  }
}
