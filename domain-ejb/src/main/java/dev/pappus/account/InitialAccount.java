package dev.pappus.account;

import dev.pappus.shared.config.DataDirectory;
import dev.pappus.shared.log.LogLine;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;

/**
 * The first start's team, its owner, who is the installation's administrator too, and an API token.
 * What is not given by settings is made, and all of it written to {@code initial-credentials.txt}
 * in the data directory, readable by its owner alone; the log names only that path.
 *
 * <p>The file is written before the transaction ends: if the process dies in between, the next
 * start finds no team, and writes a new file in place of the old one.
 */
@Singleton
@Startup
@DependsOn("SchemaMigrator")
public class InitialAccount {
  private static final System.Logger LOG = System.getLogger(InitialAccount.class.getName());
  private static final String FILE_NAME = "initial-credentials.txt";
  private static final int PASSWORD_BYTES = 15;

  @Inject UserRepository users;
  @Inject PasswordHasher hasher;
  @Inject AccountSettings settings;
  @Inject DataDirectory directory;
  @Inject Clock clock;

  @PostConstruct
  void create() {
    settings.check();
    if (users.hasTeam()) {
      return;
    }
    SecureRandom random = new SecureRandom();
    String email = settings.adminEmail().toLowerCase(Locale.ROOT);
    String password = settings.adminPassword().orElseGet(() -> newPassword(random));
    String token = settings.adminToken().orElseGet(() -> TokenText.create(random));

    Team team = new Team("Team", Locale.ENGLISH, ZoneId.of(settings.timeZone()), clock.instant());
    User user = new User(email, "Administrator", hasher.hash(password), true, clock.instant());
    users.add(team);
    users.add(user);
    users.add(new Membership(team.id(), user.id(), Role.OWNER, clock.instant()));
    users.add(
        new ApiToken(
            team.id(),
            user.id(),
            new TokenGrant("initial token", EnumSet.allOf(TokenScope.class), null, null),
            TokenText.sha256(token),
            clock.instant()));
    Path file = write(email, password, token);
    LOG.log(Level.INFO, LogLine.of("account.initialised").with("credentials", file).toString());
  }

  private Path write(String email, String password, String token) {
    Path file = directory.path().resolve(FILE_NAME);
    try {
      Files.deleteIfExists(file);
      directory.writePrivate(
          file,
          "Administrator: %s%nPassword:      %s%nAPI token:     %s%n"
              .formatted(email, password, token));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("The initial credentials cannot be written to " + file, e);
    }
  }

  private static String newPassword(SecureRandom random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
