package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.RefusalsFixture;
import dev.pappus.mail.MailOutboxFixture;
import dev.pappus.plan.PlanFixture;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Ann, owner of a team, with her account and all that acts on it, in a database. */
public final class AccountFixture {
  public static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  public static final String EMAIL = "ann@example.com";
  public static final String PASSWORD = "correct horse battery";
  public static final String HERE = "203.0.113.7";
  public static final String ELSEWHERE = "198.51.100.9";

  public final TestDatabase database;
  public final SettableClock clock = new SettableClock(NOW);
  public final RefusalsFixture refusals = new RefusalsFixture();
  public final PasswordHasher hasher = new PasswordHasher();
  public final UserRepository users;
  public final AttemptThrottle throttle;
  public final AttemptGuard guard;
  public final PasswordProof proof;
  public final AuditTrail audit;
  public final Authenticator authenticator;
  public final AccountEditor editor;
  public final SignIn signIn;
  public final User ann;
  final FakeDirectory directory = new FakeDirectory();
  final ExternalSettings externalSettings = new ExternalSettings();
  final ExternalSignIn externals;
  final KnownBrowser browsers;
  final PasswordReset reset;
  final AccountLinks links;
  final AccountSettings settings = new AccountSettings();
  public final AccountMail mail;

  public AccountFixture(TestDatabase database) {
    this.database = database;
    users = Injection.wire(new UserRepository(), database.em());
    throttle = Injection.wire(new AttemptThrottle(), clock);
    throttle.start();
    guard = Injection.wire(new AttemptGuard(), throttle, refusals.refusals());
    proof = Injection.wire(new PasswordProof(), hasher, guard);
    audit = Injection.wire(new AuditTrail(), database.em(), clock);
    authenticator = Injection.wire(new Authenticator(), users, hasher, refusals.refusals(), clock);
    externals =
        Injection.wire(
            new ExternalSignIn() {
              @Override
              public SignInAnswer enter(ExternalPerson person, String remoteAddress) {
                return database.newTransaction(() -> super.enter(person, remoteAddress));
              }
            },
            users,
            Injection.wire(new ExternalIdentityRepository(), database.em()),
            Injection.wire(new GroupMemberships(), externalSettings, users),
            externalSettings,
            PlanFixture.lifted(),
            refusals.refusals(),
            audit,
            clock);
    browsers =
        Injection.wire(
            new KnownBrowser(),
            KeyRingFixture.of(1),
            users,
            clock,
            PublicUrlsFixture.at("https://pappus.example.com"));
    signIn = Injection.wire(new SignIn(), authenticator, guard, browsers, directory, externals);
    links =
        Injection.wire(
            new AccountLinks(), Injection.wire(new AccountLinkRepository(), database.em()), clock);
    mail =
        Injection.wire(
            new AccountMail(),
            MailOutboxFixture.in(database, clock),
            PublicUrlsFixture.at("https://pappus.example.com"));
    editor =
        Injection.wire(
            new AccountEditor(),
            Injection.wire(new AccessControl(), refusals.refusals()),
            users,
            links,
            mail,
            proof,
            new PasswordRules(),
            hasher,
            audit);
    reset =
        Injection.wire(
            new PasswordReset(),
            users,
            links,
            mail,
            new PasswordRules(),
            hasher,
            throttle,
            settings,
            audit,
            clock);
    Team team = new Team("Ours", Locale.ENGLISH, ZoneOffset.UTC, NOW);
    ann = new User(EMAIL, "Ann", hasher.hash(PASSWORD), false, NOW);
    database.transaction(
        () -> {
          users.add(team);
          users.add(ann);
          users.add(new Membership(team.id(), ann.id(), Role.OWNER, NOW));
        });
  }

  /** Ann as she is now in the database. */
  public User ann() {
    return users.find(ann.id()).orElseThrow();
  }

  /** Ann at the console. */
  public Caller caller() {
    return caller(HERE);
  }

  public Caller caller(String address) {
    return authenticator
        .bySession(SessionKey.of(ann()), null, address)
        .map(Member::caller)
        .orElseThrow();
  }

  /** A token of hers that may do nothing. */
  public Caller token() {
    return token(Grants.NONE);
  }

  /** A token of hers. */
  public Caller token(Grants grants) {
    UUID team = caller().teamId();
    ApiToken token =
        new ApiToken(
            team,
            ann.id(),
            new TokenGrant("CI", Set.of(TokenScope.ADMIN), null, null),
            TokenText.sha256(UUID.randomUUID().toString()),
            NOW);
    database.transaction(() -> database.em().persist(token));
    return new Caller(team, ActorKind.TOKEN, token.id(), "CI", grants, HERE);
  }

  /** All messages, oldest first. */
  public List<MailOutboxFixture.Letter> mails() {
    return MailOutboxFixture.all(database);
  }
}
