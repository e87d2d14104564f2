package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** The people who own apps together; everything in the house belongs to one team. */
@Entity
@Table(name = "team")
public class Team extends AbstractEntity {
  private String name;
  private String language;

  @Column(name = "time_zone")
  private String timeZone;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Team() {}

  public Team(String name, Locale language, ZoneId timeZone, Instant now) {
    super(now);
    this.name = name;
    this.language = language.toLanguageTag();
    this.timeZone = timeZone.getId();
  }

  public String name() {
    return name;
  }

  void describe(String newName, Locale newLanguage, ZoneId newTimeZone) {
    name = newName;
    language = newLanguage.toLanguageTag();
    timeZone = newTimeZone.getId();
  }

  /** Language of texts that leave for receivers, unless a webhook wishes another. */
  public Locale language() {
    return Locale.forLanguageTag(language);
  }

  /** Zone of local times that leave for receivers, unless a webhook wishes another. */
  public ZoneId timeZone() {
    return ZoneId.of(timeZone);
  }
}
