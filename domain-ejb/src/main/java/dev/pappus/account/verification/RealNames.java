package dev.pappus.account.verification;

import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.secret.KeyRing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Seals real names and their numbers, and masks the numbers for people. */
@ApplicationScoped
public class RealNames {
  private static final String NAME = "real name 1";
  private static final String NUMBER = "real name number 1";

  /** How many characters of a number are shown. */
  private static final int SHOWN = 4;

  @Inject KeyRing keys;
  @Inject UserRepository users;

  String sealName(String name) {
    return keys.seal(NAME, name);
  }

  String sealNumber(String number) {
    return keys.seal(NUMBER, number);
  }

  String name(String sealed) {
    return keys.open(NAME, sealed);
  }

  String number(String sealed) {
    return keys.open(NUMBER, sealed);
  }

  String resealName(String sealed) {
    return keys.reseal(NAME, sealed);
  }

  String resealNumber(String sealed) {
    return keys.reseal(NUMBER, sealed);
  }

  /** A submission as people see it. */
  VerificationView view(RealNameVerification verification) {
    String sealedName = verification.sealedName();
    String sealedNumber = verification.sealedNumber();
    return new VerificationView(
        verification.id(),
        verification.teamId(),
        users.findTeam(verification.teamId()).map(Team::name).orElse(""),
        verification.status(),
        sealedName == null ? "" : name(sealedName),
        sealedNumber == null ? "" : RealNames.masked(number(sealedNumber)),
        verification.reason(),
        verification.createdAt(),
        verification.decidedAt());
  }

  /** The last few characters behind dots; of a short number fewer, so that most stay hidden. */
  static String masked(String number) {
    int shown = Math.min(SHOWN, number.length() / 3);
    return "•".repeat(number.length() - shown) + number.substring(number.length() - shown);
  }
}
