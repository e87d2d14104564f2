package dev.pappus.install;

import java.time.Duration;
import java.time.LocalDate;

/**
 * How often a build may be downloaded today.
 *
 * @param day today in the time zone of the team
 * @param verified whether the team's real name is
 * @param untilNextDay until the count begins anew
 */
public record DownloadAllowance(
    LocalDate day, long limit, boolean verified, Duration untilNextDay) {}
