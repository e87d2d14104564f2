package dev.pappus.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.app.App;
import dev.pappus.app.AppDeleted;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.secret.KeyRing;
import dev.pappus.shared.Platform;
import dev.pappus.shared.inject.FiredEvents;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.webhook.endpoint.FakeHostLookup;
import dev.pappus.webhook.endpoint.ResolverFixture;
import dev.pappus.webhook.signing.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Registrar, editor and repository together, as the API and the console use them. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class WebhookUseCasesTest {
  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
  private final FakeHostLookup names = new FakeHostLookup().host("example.com", "8.8.8.8");
  private final FiredEvents<WebhookRegistered> registered =
      new FiredEvents<>(WebhookRegistered.class);
  private final FiredEvents<WebhookChanged> changed = new FiredEvents<>(WebhookChanged.class);

  private TestDatabase database;
  private WebhookRepository webhooks;
  private WebhookSecrets secrets;
  private WebhookWriter writer;
  private WebhookRegistrar registrar;
  private WebhookEditor editor;
  private App app;
  private Caller caller;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    var em = database.em();
    AppRepository apps = Injection.wire(new AppRepository(), em);
    webhooks = Injection.wire(new WebhookRepository(), em, apps);
    secrets = Injection.wire(new WebhookSecrets(), new KeyRing());
    WebhookSettings settings = new WebhookSettings();
    settings.perAppLimit = 3;
    settings.secretOverlap = Duration.ofHours(24);
    WebhookRules rules =
        Injection.wire(
            new WebhookRules(),
            new FixedEventTypes("updateVersion", "feedback", "crashlog"),
            new FixedConnectors("pgyer", "standard"),
            ResolverFixture.policy(names, clock));
    writer =
        Injection.wire(
            new TransactionalWriter(database),
            webhooks,
            apps,
            Injection.wire(new UserRepository(), em),
            secrets,
            settings,
            Injection.wire(new AuditTrail(), em, clock),
            registered,
            changed,
            clock);
    AccessControl accessControl = new AccessControl();
    registrar = Injection.wire(new WebhookRegistrar(), accessControl, apps, rules, secrets, writer);
    editor = Injection.wire(new WebhookEditor(), accessControl, webhooks, rules, secrets, writer);

    Team team =
        new Team("Acme", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), clock.instant());
    app = app(team);
    database.transaction(
        () -> {
          em.persist(team);
          em.flush();
          em.persist(app);
        });
    caller = caller(team.id(), "ADMINISTRATOR");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private App app(Team team) {
    return new App(
        team.id(), Platform.ANDROID, "com.acme", "Acme", "acme", "ingest", clock.instant());
  }

  private static Caller caller(UUID team, String role) {
    return new Caller(team, ActorKind.TOKEN, UUID.randomUUID(), "ci", role, "127.0.0.1");
  }

  /** As the container would: a transaction around each business method. */
  private static final class TransactionalWriter extends WebhookWriter {
    private final TestDatabase database;

    TransactionalWriter(TestDatabase database) {
      this.database = database;
    }

    @Override
    public Webhook add(Caller caller, UUID appId, WebhookContent content, SigningSecret secret) {
      return database.newTransaction(() -> super.add(caller, appId, content, secret));
    }

    @Override
    public Webhook change(Caller caller, UUID appId, UUID id, WebhookDraft draft) {
      return database.transaction(() -> super.change(caller, appId, id, draft));
    }

    @Override
    public Webhook rotateSecret(Caller caller, UUID appId, UUID id, SigningSecret secret) {
      return database.transaction(() -> super.rotateSecret(caller, appId, id, secret));
    }

    @Override
    public void remove(Caller caller, UUID appId, UUID id) {
      database.transaction(() -> super.remove(caller, appId, id));
    }
  }

  private static WebhookDraft draft(String name) {
    return new WebhookDraft(
        name, "https://example.com/hook?key=k", List.of("updateVersion"), null, null);
  }

  private SavedWebhook create(String name) {
    return registrar.create(caller, app.id(), draft(name));
  }

  @Test
  void makesAWebhookWithDefaultsOfTheTeamAndASecretShownOnce() {
    SavedWebhook saved = create("CI");

    Webhook webhook = webhooks.get(caller, app.id(), saved.webhook().id());
    assertThat(webhook.name()).isEqualTo("CI");
    assertThat(webhook.url()).isEqualTo("https://example.com/hook?key=k");
    assertThat(webhook.events()).containsExactly("updateVersion");
    assertThat(webhook.enabled()).isTrue();
    assertThat(webhook.format()).isEqualTo("pgyer");
    assertThat(webhook.slot()).isZero();
    assertThat(webhook.language()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(webhook.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(saved.warning()).isEmpty();
    String secret = saved.secret().orElseThrow().reveal();
    assertThat(secret).startsWith("whsec_");
    assertThat(webhook.sealedSecret()).doesNotContain(secret);
    assertThat(signing(webhook)).containsExactly(secret);
    assertThat(registered.fired()).containsExactly(new WebhookRegistered(webhook.id()));
  }

  private List<String> signing(Webhook webhook) {
    List<String> sealedTexts = new ArrayList<>(List.of(webhook.sealedSecret()));
    String previous = webhook.sealedPreviousSecret(clock.instant());
    if (previous != null) {
      sealedTexts.add(previous);
    }
    return secrets.signing(sealedTexts).stream().map(SigningSecret::reveal).toList();
  }

  @Test
  void makesAWebhookThatIsOff() {
    SavedWebhook saved =
        registrar.create(
            caller,
            app.id(),
            new WebhookDraft(
                "CI",
                "https://example.com",
                List.of("feedback", "crashlog", "feedback"),
                false,
                "standard"));

    Webhook webhook = webhooks.get(caller, app.id(), saved.webhook().id());
    assertThat(webhook.enabled()).isFalse();
    assertThat(webhook.events()).containsExactly("feedback", "crashlog");
    assertThat(webhook.format()).isEqualTo("standard");
  }

  @Test
  void refusesAFourthWebhook() {
    create("1");
    create("2");
    create("3");

    assertThatThrownBy(() -> create("4"))
        .isInstanceOfSatisfying(
            WebhookLimitException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("webhook-limit");
              assertThat(refusal.facts()).containsEntry("limit", 3);
            });
    assertThat(database.count("webhook")).isEqualTo(3);
  }

  @Test
  void endsFourConcurrentCreationsWithThreeWebhooks() throws Exception {
    int callers = 4;
    CyclicBarrier start = new CyclicBarrier(callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      String name = "hook " + i;
      results.add(
          threads.submit(
              () -> {
                start.await();
                return codeOfCreation(name);
              }));
    }

    List<String> codes = new ArrayList<>();
    for (Future<String> result : results) {
      codes.add(result.get());
    }
    threads.shutdown();

    assertThat(codes).containsExactlyInAnyOrder("", "", "", "webhook-limit");
    assertThat(webhooks.live(app.id())).extracting(Webhook::slot).containsExactly(0, 1, 2);
    assertThat(database.count("audit_entry where action = 'webhook.create'")).isEqualTo(3);
  }

  private String codeOfCreation(String name) {
    try {
      create(name);
      return "";
    } catch (DomainException refusal) {
      return refusal.code();
    }
  }

  @Test
  void givesTheSlotOfARemovedWebhookToTheNext() {
    create("1");
    UUID second = create("2").webhook().id();
    create("3");

    editor.remove(caller, app.id(), second);
    SavedWebhook next = create("4");

    assertThat(next.webhook().slot()).isEqualTo(1);
    assertThat(webhooks.list(caller, app.id()))
        .extracting(Webhook::name)
        .containsExactly("1", "4", "3");
    assertThat(webhooks.find(second)).hasValueSatisfying(w -> assertThat(w.removed()).isTrue());
    assertThatThrownBy(() -> webhooks.get(caller, app.id(), second))
        .isInstanceOf(WebhookNotFoundException.class);
    assertThatThrownBy(() -> editor.remove(caller, app.id(), second))
        .isInstanceOf(WebhookNotFoundException.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,http://example.com,updateVersion,-,field-invalid",
        "'  ',http://example.com,updateVersion,-,field-invalid",
        "a\0b,http://example.com,updateVersion,-,text-invalid",
        "n,-,updateVersion,-,url-invalid",
        "n,example.com/hook,updateVersion,-,url-invalid",
        "n,ftp://example.com,updateVersion,-,url-scheme",
        "n,http://127.0.0.1/,updateVersion,-,url-address-refused",
        "n,http://169.254.169.254/,updateVersion,-,url-address-refused",
        "n,http://intranet.example/,updateVersion,-,url-address-refused",
        "n,http://example.com,-,-,events-empty",
        "n,http://example.com,updateversion,-,event-unknown",
        "n,http://example.com,updateVersion,xml,field-invalid",
      })
  void refusesWrongInputAndStoresNothing(
      @Nullable String name,
      @Nullable String url,
      @Nullable String event,
      @Nullable String format,
      String code) {
    names.host("intranet.example", "8.8.8.8", "192.168.1.1");
    WebhookDraft draft =
        new WebhookDraft(name, url, event == null ? List.of() : List.of(event), null, format);

    assertThatThrownBy(() -> registrar.create(caller, app.id(), draft))
        .isInstanceOfSatisfying(
            DomainException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    assertThat(database.count("webhook")).isZero();
    assertThat(database.count("audit_entry")).isZero();
  }

  @Test
  void takesAHundredCharactersForANameAndNoMore() {
    create("n".repeat(100));

    assertThatThrownBy(() -> create("n".repeat(101)))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("field-invalid"));
  }

  @Test
  void acceptsANameThatDoesNotResolveWithAWarning() {
    SavedWebhook saved =
        registrar.create(
            caller,
            app.id(),
            new WebhookDraft("n", "http://later.example/", List.of("feedback"), null, null));

    assertThat(saved.warning()).isPresent();
    assertThat(database.count("webhook")).isEqualTo(1);
  }

  @Test
  void refusesWhoMayNotManageWebhooks() {
    Caller reporter = caller(app.teamId(), "REPORTER");

    assertThatThrownBy(() -> registrar.create(reporter, app.id(), draft("n")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void hidesOtherTeams() {
    UUID id = create("n").webhook().id();
    Caller stranger = caller(UUID.randomUUID(), "ADMINISTRATOR");

    assertThatThrownBy(() -> registrar.create(stranger, app.id(), draft("n")))
        .isInstanceOf(AppNotFoundException.class);
    assertThatThrownBy(() -> webhooks.get(stranger, app.id(), id))
        .isInstanceOf(AppNotFoundException.class);
    assertThatThrownBy(() -> webhooks.list(stranger, app.id()))
        .isInstanceOf(AppNotFoundException.class);
  }

  @Test
  void changesOnlyWhatIsGiven() {
    UUID id = create("old").webhook().id();

    SavedWebhook saved =
        editor.change(caller, app.id(), id, new WebhookDraft("new", null, null, null, null));

    Webhook webhook = webhooks.get(caller, app.id(), id);
    assertThat(webhook.name()).isEqualTo("new");
    assertThat(webhook.url()).isEqualTo("https://example.com/hook?key=k");
    assertThat(saved.secret()).isEmpty();
    assertThat(changed.fired()).containsExactly(new WebhookChanged(id, false));
  }

  @Test
  void saysThatAnEndpointIsFreshAfterANewUrlAndWhenSwitchedOn() {
    UUID id = create("n").webhook().id();

    editor.change(caller, app.id(), id, WebhookDraft.ofEnabled(false));
    editor.change(caller, app.id(), id, WebhookDraft.ofEnabled(true));
    editor.change(
        caller, app.id(), id, new WebhookDraft(null, "https://example.com/2", null, null, null));

    assertThat(changed.fired())
        .extracting(WebhookChanged::fresh)
        .containsExactly(false, true, true);
  }

  @Test
  void leavesAWebhookAloneThatIsAsWished() {
    SavedWebhook saved = create("n");
    UUID id = saved.webhook().id();

    clock.advance(Duration.ofMinutes(1));
    editor.change(caller, app.id(), id, draft("n"));

    assertThat(changed.fired()).isEmpty();
    assertThat(webhooks.get(caller, app.id(), id).updatedAt())
        .isEqualTo(saved.webhook().updatedAt());
    assertThat(database.count("audit_entry")).isEqualTo(1);
  }

  @Test
  void refusesAChangeAsACreation() {
    UUID id = create("n").webhook().id();

    assertThatThrownBy(
            () ->
                editor.change(
                    caller, app.id(), id, new WebhookDraft("other", null, List.of(), null, null)))
        .isInstanceOfSatisfying(
            DomainException.class, refusal -> assertThat(refusal.code()).isEqualTo("events-empty"));
    assertThat(webhooks.get(caller, app.id(), id).name()).isEqualTo("n");
  }

  @Test
  void letsARotatedSecretSignAlongForADay() {
    SavedWebhook first = create("n");
    UUID id = first.webhook().id();
    String older = first.secret().orElseThrow().reveal();

    String newer = editor.rotateSecret(caller, app.id(), id).secret().orElseThrow().reveal();
    Webhook webhook = webhooks.get(caller, app.id(), id);
    List<String> atOnce = signing(webhook);
    clock.advance(Duration.ofHours(24));
    List<String> afterADay = signing(webhook);

    assertThat(atOnce).containsExactly(newer, older);
    assertThat(afterADay).containsExactly(newer);
  }

  @Test
  void removesAllWebhooksOfADeletedAppInItsTransaction() {
    UUID first = create("1").webhook().id();
    UUID second = create("2").webhook().id();

    database.transaction(() -> writer.removeAll(new AppDeleted(app.id())));

    assertThat(webhooks.live(app.id())).isEmpty();
    assertThat(changed.fired())
        .containsExactly(new WebhookChanged(first, false), new WebhookChanged(second, false));
  }

  @Test
  void takesDownEveryChangeWithoutSecrets() {
    UUID id = create("n").webhook().id();

    editor.change(caller, app.id(), id, WebhookDraft.ofEnabled(false));
    editor.rotateSecret(caller, app.id(), id);
    editor.remove(caller, app.id(), id);

    assertThat(database.count("audit_entry where subject like 'whk_%'")).isEqualTo(4);
    assertThat(
            database.count(
                "audit_entry where action in ('webhook.create', 'webhook.update',"
                    + " 'webhook.rotate-secret', 'webhook.remove')"))
        .isEqualTo(4);
    assertThat(
            database.count(
                "audit_entry where before_state like '%key=k%' or after_state like '%key=k%'"
                    + " or before_state like '%whsec%' or after_state like '%whsec%'"))
        .isZero();
  }
}
