package dev.pappus.account;

import dev.pappus.shared.config.SecretSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the first account, which are read once, at the first start; and of all others. */
@ApplicationScoped
public class AccountSettings {
  /** Shorter tokens could be guessed. */
  private static final int MIN_TOKEN_LENGTH = 32;

  private static final String OPEN = "open";
  private static final String INVITATION = "invitation";
  private static final String CLOSED = "closed";

  /** Below it nobody could read a message, or a page, in time. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Duration SHORTEST_INVITATION = Duration.ofHours(1);
  private static final Duration LONGEST_INVITATION = Duration.ofDays(90);

  /** Address of the first administrator. */
  @Inject
  @ConfigProperty(name = "pappus.admin.email")
  String adminEmail;

  /** Its password; made if absent. */
  @Inject
  @ConfigProperty(name = "pappus.admin.password")
  Optional<String> adminPassword;

  /** A file that holds the password. */
  @Inject
  @ConfigProperty(name = "pappus.admin.password-file")
  Optional<String> adminPasswordFile;

  /** Its API token, at least 32 characters; made if absent. */
  @Inject
  @ConfigProperty(name = "pappus.admin.token")
  Optional<String> adminToken;

  /** A file that holds the token. */
  @Inject
  @ConfigProperty(name = "pappus.admin.token-file")
  Optional<String> adminTokenFile;

  /** Time zone of local times that leave for receivers. */
  @Inject
  @ConfigProperty(name = "pappus.account.time-zone")
  String timeZone;

  /**
   * Who may make an account: {@code open}, everybody with an address; {@code invitation}, those
   * whom a team has invited; {@code closed}, nobody, so that invitations are for those who have one
   * or get one by single sign-on. Default invitation. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.registration", defaultValue = INVITATION)
  String registration = INVITATION;

  /** Whether an account that somebody has registered waits for approval. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.review-new", defaultValue = "true")
  boolean reviewNew = true;

  /** How long a link to confirm an address is good. Default P1D. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.registration-lifetime", defaultValue = "P1D")
  Duration registrationLifetime = Duration.ofDays(1);

  /** How long a link to choose a new password is good. Default PT30M. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.reset-lifetime", defaultValue = "PT30M")
  Duration resetLifetime = Duration.ofMinutes(30);

  /** Whether who signs in with a password must set up a second factor first. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.second-factor-required", defaultValue = "false")
  boolean secondFactorRequired;

  /** How long a session lasts without a request. Default PT30M. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.session-idle", defaultValue = "PT30M")
  Duration sessionIdle = Duration.ofMinutes(30);

  /** How long a session lasts however it is used. Default PT12H. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.session-longest", defaultValue = "PT12H")
  Duration sessionLongest = Duration.ofHours(12);

  /** How long an invitation is good. Default P7D, from PT1H to P90D. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.invitation-lifetime")
  Duration invitationLifetime;

  /**
   * @throws IllegalStateException with one sentence about the first wrong value
   */
  void check() {
    if (!Set.of(OPEN, INVITATION, CLOSED).contains(registration)) {
      throw new IllegalStateException(
          "pappus.account.registration is "
              + registration
              + "; it must be open, invitation or closed");
    }
    positive("pappus.account.registration-lifetime", registrationLifetime);
    positive("pappus.account.reset-lifetime", resetLifetime);
    positive("pappus.account.session-idle", sessionIdle);
    positive("pappus.account.session-longest", sessionLongest);
    if (invitationLifetime.compareTo(SHORTEST_INVITATION) < 0
        || invitationLifetime.compareTo(LONGEST_INVITATION) > 0) {
      throw new IllegalStateException(
          "pappus.account.invitation-lifetime is "
              + invitationLifetime
              + "; it must be from "
              + SHORTEST_INVITATION
              + " to "
              + LONGEST_INVITATION);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0) {
      throw new IllegalStateException(name + " is " + value + "; it must be at least " + SHORTEST);
    }
  }

  /** Whether everybody may make an account. */
  public boolean registrationOpen() {
    return registration.equals(OPEN);
  }

  /** Whether nobody may, not even who was invited. */
  public boolean registrationClosed() {
    return registration.equals(CLOSED);
  }

  void requireOpenRegistration() {
    if (!registrationOpen()) {
      throw registrationClosed()
          ? RegistrationClosedException.toAll()
          : RegistrationClosedException.toStrangers();
    }
  }

  void requireRegistrationByInvitation() {
    if (registrationClosed()) {
      throw RegistrationClosedException.toAll();
    }
  }

  boolean reviewsNew() {
    return reviewNew;
  }

  Duration registrationLifetime() {
    return registrationLifetime;
  }

  public boolean secondFactorRequired() {
    return secondFactorRequired;
  }

  /** Whether somebody must set up a second factor before anything else. */
  public boolean secondFactorMissing(Member member) {
    return secondFactorRequired() && !member.secondFactor() && member.password();
  }

  public Duration sessionIdle() {
    return sessionIdle;
  }

  public Duration sessionLongest() {
    return sessionLongest;
  }

  Duration resetLifetime() {
    return resetLifetime;
  }

  String adminEmail() {
    return adminEmail;
  }

  Optional<String> adminPassword() {
    return checked(
        "pappus.admin.password",
        SecretSetting.read(adminPassword, adminPasswordFile),
        PasswordRules.MIN_LENGTH);
  }

  Optional<String> adminToken() {
    return checked(
        "pappus.admin.token", SecretSetting.read(adminToken, adminTokenFile), MIN_TOKEN_LENGTH);
  }

  String timeZone() {
    return timeZone;
  }

  Duration invitationLifetime() {
    return invitationLifetime;
  }

  private static Optional<String> checked(String name, Optional<String> value, int minLength) {
    if (value.isPresent() && value.get().length() < minLength) {
      throw new IllegalStateException(name + " must have at least " + minLength + " characters");
    }
    return value;
  }
}
