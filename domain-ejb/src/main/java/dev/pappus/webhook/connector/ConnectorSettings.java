package dev.pappus.webhook.connector;

import java.time.ZoneId;
import java.util.Locale;

/**
 * A webhook's wishes that shape the body. Equal settings and format give equal bytes.
 *
 * @param language of the texts
 * @param zone of local times
 */
public record ConnectorSettings(Locale language, ZoneId zone) {}
