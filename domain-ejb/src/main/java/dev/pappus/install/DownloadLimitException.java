package dev.pappus.install;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/**
 * The build was downloaded as often today as it may be: 429 {@code download-limit} with {@code
 * limit}, {@code verified} and {@code retryAfter}, the seconds until the next day begins in the
 * time zone of the team's owner ({@code UserRepository.dayZone}).
 */
public class DownloadLimitException extends DomainException {

  DownloadLimitException(DownloadAllowance allowance) {
    super(
        ProblemKind.LIMIT_EXCEEDED,
        "download-limit",
        "Download limit reached",
        allowance.verified()
            ? "This build was downloaded as often today as it may be: " + allowance.limit() + "."
            : "The team's real name is not verified; each build may be downloaded "
                + allowance.limit()
                + " times a day until it is.");
    with("limit", allowance.limit());
    with("verified", allowance.verified());
    with("retryAfter", allowance.untilNextDay().toSeconds() + 1);
  }
}
