package dev.pappus.install;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How often a build may be downloaded today.
 *
 * @param day today in {@code zone}
 * @param verified whether the team's real name is
 * @param zone whose midnight begins a day
 * @param untilNextDay until the count begins anew
 */
public record DownloadAllowance(
    LocalDate day, long limit, boolean verified, ZoneId zone, Duration untilNextDay) {}
