package dev.pappus.account;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.app.TeamApps;
import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.RefusalsFixture;
import dev.pappus.mail.MailBodies;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.MailTemplate;
import dev.pappus.mail.OutboxMail;
import dev.pappus.mail.OutboxRepository;
import dev.pappus.plan.PlanFixture;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.Platform;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Everything about accounts on a real database, with a team, its owner and an app. */
public final class AccountHouse implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  public static final String HERE = "127.0.0.1";

  public final TestDatabase database;
  public final SettableClock clock = new SettableClock(NOW);
  public final UserRepository users = new UserRepository();
  public final MembershipRepository memberships = new MembershipRepository();
  public final InvitationRepository invitations = new InvitationRepository();
  public final TokenRepository tokens = new TokenRepository();
  public final AccessControl accessControl = AccessFixture.control();
  public final Authenticator authenticator = new Authenticator();
  public final TeamDesk teamDesk = new TeamDesk();
  public final MemberDesk memberDesk = new MemberDesk();
  public final CollaboratorDesk collaboratorDesk = new CollaboratorDesk();
  public final InvitationDesk invitationDesk = new InvitationDesk();
  public final InvitationAcceptor acceptor = new InvitationAcceptor();
  public final TokenDesk tokenDesk = new TokenDesk();
  public final AppFarewell farewell = new AppFarewell();
  public final RefusalsFixture refusals = new RefusalsFixture();
  final ExternalSettings externalSettings = new ExternalSettings();
  final ExternalSignIn externals = new ExternalSignIn();

  /** Lifted, until a test lets them hold. */
  public final PlanFixture plans;

  /** What was sent: the secrets of the links, in order. */
  public final List<String> secrets = new ArrayList<>();

  public final List<Map<String, String>> letters = new ArrayList<>();
  public final AppRepository apps;
  public final Team team = new Team("Ours", Locale.ENGLISH, ZoneOffset.UTC, NOW);
  public final Team otherTeam = new Team("Theirs", Locale.ENGLISH, ZoneOffset.UTC, NOW);
  public final App app = app(team, "com.example.one");
  public final App another = app(team, "com.example.two");
  public final App foreign = app(otherTeam, "com.example.three");
  public final User ann = user("ann@example.com");

  public AccountHouse(TestDatabase.Kind kind) {
    database = TestDatabase.open(kind);
    AccountSettings settings = new AccountSettings();
    settings.invitationLifetime = Duration.ofDays(7);
    settings.timeZone = "Asia/Shanghai";
    plans = new PlanFixture(database, clock).lift();
    apps = Injection.wire(new AppRepository(), database.em(), accessControl);
    MailBodies bodies = Injection.wire(new MailBodies(), KeyRingFixture.of(1));
    MailOutbox outbox =
        Injection.wire(
            new MailOutbox() {
              @Override
              public OutboxMail send(
                  UUID teamId,
                  String recipient,
                  Locale language,
                  MailTemplate template,
                  Map<String, String> values) {
                letters.add(values);
                secrets.add(values.getOrDefault("link", "").replaceFirst(".*key=", ""));
                return super.send(teamId, recipient, language, template, values);
              }
            },
            Injection.wire(new OutboxRepository(), database.em()),
            bodies,
            clock);
    Object[] parts = {
      database.em(),
      clock,
      settings,
      users,
      memberships,
      invitations,
      tokens,
      accessControl,
      authenticator,
      plans.gate,
      new MemberUsage(),
      new PasswordHasher(),
      new PasswordRules(),
      refusals.refusals(),
      new TokenUse() {
        @Override
        void note(UUID tokenId, Instant now) {
          // not of interest here
        }
      },
      Injection.wire(new TeamApps(), apps),
      outbox,
      PublicUrlsFixture.at("https://pappus.example.com"),
      Injection.wire(new AuditTrail(), database.em(), clock),
      new TokenRevoker(),
      new MemberFarewell(),
      externalSettings,
      new ExternalIdentityRepository(),
      new GroupMemberships(),
      farewell
    };
    for (Object part : parts) {
      if (part.getClass().getPackageName().equals("dev.pappus.account")) {
        Injection.wire(part, parts);
      }
    }
    for (Object desk :
        new Object[] {
          teamDesk, memberDesk, collaboratorDesk, invitationDesk, acceptor, tokenDesk, externals
        }) {
      Injection.wire(desk, parts);
    }
    add(team, otherTeam, ann, app, another, foreign);
    join(ann, Role.OWNER);
  }

  private static App app(Team of, String bundleId) {
    return new App(of.id(), Platform.IOS, bundleId, "Example", bundleId, bundleId, NOW);
  }

  public static User user(String email) {
    return new User(email, email.replaceFirst("@.*", ""), "hash", false, NOW);
  }

  public void add(Object... entities) {
    database.transaction(
        () -> {
          for (Object entity : entities) {
            users.add(entity);
          }
        });
  }

  /** A user who joins the team. */
  public User member(String email, Role role) {
    User user = user(email);
    add(user);
    join(user, role);
    return user;
  }

  public void join(User user, Role role) {
    add(new Membership(team.id(), user.id(), role, NOW));
  }

  public void collaborate(User user, App with, Role role) {
    add(new Collaborator(team.id(), with.id(), user.id(), role, NOW));
  }

  /** A user in the console, in the team. */
  public Caller in(User user) {
    return authenticator.byUser(user.id(), team.id(), HERE).orElseThrow();
  }

  /** An owner's token with a scope, for the whole team or one app. */
  public Caller token(User user, @Nullable UUID appId, TokenScope... scopes) {
    TokenDraft draft =
        new TokenDraft(
            "CI", List.of(scopes).stream().map(TokenScope::wireName).toList(), appId, null, false);
    return authenticator.byToken(run(() -> tokenDesk.issue(in(user), draft)).text(), HERE);
  }

  /** As the container would: in a transaction of its own. */
  public <T> T run(Callable<T> useCase) {
    return database.newTransaction(useCase);
  }

  public void run(Runnable useCase) {
    database.newTransaction(
        () -> {
          useCase.run();
          return true;
        });
  }

  /** Actions that the audit has taken down. */
  public List<String> audited() {
    return database
        .em()
        .createQuery("select e.action from AuditEntry e order by e.id", String.class)
        .getResultList();
  }

  @Override
  public void close() {
    database.close();
  }
}
