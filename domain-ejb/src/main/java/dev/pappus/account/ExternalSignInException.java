package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Somebody is not let in by a provider or a directory, although the way there is open. */
public class ExternalSignInException extends DomainException {

  private ExternalSignInException(ProblemKind kind, String code, String title, String detail) {
    super(kind, code, title, detail);
  }

  /** It does not answer, or not as agreed: 503 {@code sign-in-unavailable}. */
  public static ExternalSignInException unavailable() {
    return new ExternalSignInException(
        ProblemKind.UNAVAILABLE,
        "sign-in-unavailable",
        "Sign-in unavailable",
        "The sign-in of your organisation does not answer.");
  }

  /** What came back does not belong to what was asked here: 401 {@code sign-in-answer-invalid}. */
  public static ExternalSignInException answerInvalid() {
    return new ExternalSignInException(
        ProblemKind.UNAUTHENTICATED,
        "sign-in-answer-invalid",
        "Answer not accepted",
        "The answer of the sign-in was not accepted; begin again.");
  }

  /** The provider has said no, or the person has: 403 {@code sign-in-declined}. */
  public static ExternalSignInException declined() {
    return new ExternalSignInException(
        ProblemKind.FORBIDDEN,
        "sign-in-declined",
        "Sign-in declined",
        "The sign-in of your organisation has not let you in.");
  }

  /** There is no account, and none is made: 403 {@code sign-in-unknown}. */
  static ExternalSignInException unknown() {
    return new ExternalSignInException(
        ProblemKind.FORBIDDEN,
        "sign-in-unknown",
        "No account",
        "There is no account for you on this server.");
  }

  /** Nobody vouches for the address: 403 {@code sign-in-address-unverified}. */
  static ExternalSignInException addressUnverified() {
    return new ExternalSignInException(
        ProblemKind.FORBIDDEN,
        "sign-in-address-unverified",
        "Address not verified",
        "Your organisation does not say that your address was verified.");
  }

  /** The address has an account that is not given away: 403 {@code sign-in-address-taken}. */
  static ExternalSignInException addressTaken() {
    return new ExternalSignInException(
        ProblemKind.FORBIDDEN,
        "sign-in-address-taken",
        "Address taken",
        "Your address has another account here; sign in as you did before.");
  }
}
