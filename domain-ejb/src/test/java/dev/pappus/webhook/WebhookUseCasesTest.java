package dev.pappus.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.app.App;
import dev.pappus.app.AppDeleted;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.plan.PlanFixture;
import dev.pappus.plan.PlanLimitException;
import dev.pappus.secret.KeyRing;
import dev.pappus.shared.Platform;
import dev.pappus.shared.Wish;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.FiredEvents;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.webhook.endpoint.FakeHostLookup;
import dev.pappus.webhook.endpoint.ResolverFixture;
import dev.pappus.webhook.signing.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  private PlanFixture plans;
  private WebhookRepository webhooks;
  private WebhookSecrets secrets;
  private WebhookHeaders headers;
  private WebhookWriter writer;
  private WebhookRegistrar registrar;
  private WebhookEditor editor;
  private App app;
  private WebhookOwner owner;
  private Caller caller;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    plans = new PlanFixture(database, clock).lift();
    var em = database.em();
    AccessControl accessControl = AccessFixture.control();
    AppRepository apps = Injection.wire(new AppRepository(), em, accessControl);
    webhooks = Injection.wire(new WebhookRepository(), em, apps, accessControl);
    KeyRing keyRing = new KeyRing();
    secrets = Injection.wire(new WebhookSecrets(), keyRing);
    headers = Injection.wire(new WebhookHeaders(), keyRing);
    UserRepository users = Injection.wire(new UserRepository(), em);
    WebhookSettings settings = new WebhookSettings();
    settings.perAppLimit = 3;
    settings.perTeamLimit = 2;
    settings.maxConcurrency = 16;
    settings.secretOverlap = Duration.ofHours(24);
    WebhookRules rules =
        Injection.wire(
            new WebhookRules(),
            new FixedEventTypes("updateVersion", "feedback", "crashlog"),
            new FixedConnectors("pgyer", "standard"),
            settings,
            users,
            apps,
            ResolverFixture.policy(names, clock));
    writer =
        Injection.wire(
            new TransactionalWriter(database),
            webhooks,
            rules,
            secrets,
            headers,
            settings,
            plans.gate,
            Injection.wire(new AuditTrail(), em, clock),
            registered,
            changed,
            clock);
    registrar = Injection.wire(new WebhookRegistrar(), webhooks, rules, secrets, writer);
    editor =
        Injection.wire(
            new WebhookEditor(), accessControl, webhooks, rules, secrets, headers, writer);

    Team team =
        new Team("Acme", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), clock.instant());
    app = app(team);
    owner = WebhookOwner.app(app.id());
    database.transaction(
        () -> {
          em.persist(team);
          em.flush();
          em.persist(app);
        });
    caller = AccessFixture.caller(team.id());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private App app(Team team) {
    return new App(
        team.id(), Platform.ANDROID, "com.acme", "Acme", "acme", "ingest", clock.instant());
  }

  /** As the container would: a transaction around each business method. */
  private static final class TransactionalWriter extends WebhookWriter {
    private final TestDatabase database;

    TransactionalWriter(TestDatabase database) {
      this.database = database;
    }

    @Override
    public Webhook add(
        Caller caller, WebhookOwner owner, WebhookContent content, SigningSecret secret) {
      return database.newTransaction(() -> super.add(caller, owner, content, secret));
    }

    @Override
    public Webhook change(Caller caller, WebhookOwner owner, UUID id, WebhookDraft draft) {
      return database.transaction(() -> super.change(caller, owner, id, draft));
    }

    @Override
    public Webhook rotateSecret(Caller caller, WebhookOwner owner, UUID id, SigningSecret secret) {
      return database.transaction(() -> super.rotateSecret(caller, owner, id, secret));
    }

    @Override
    public void remove(Caller caller, WebhookOwner owner, UUID id) {
      database.transaction(() -> super.remove(caller, owner, id));
    }
  }

  private static WebhookDraft draft(String name) {
    return new WebhookDraft(
        name, "https://example.com/hook?key=k", List.of("updateVersion"), null, null);
  }

  private SavedWebhook create(String name) {
    return registrar.create(caller, owner, draft(name));
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
            owner,
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

  @Test
  void takesTheNumberOfThePlanWherePlansHold() {
    plans.enforce();
    database.execute("update plan set webhooks_per_app = 4 where name = 'FREE'");
    for (int i = 0; i < 4; i++) {
      assertThat(codeOfCreation("hook " + i)).isEmpty();
    }

    assertThatThrownBy(() -> create("one more"))
        .isInstanceOfSatisfying(
            PlanLimitException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("plan-limit");
              assertThat(refusal.facts())
                  .containsEntry("what", "webhooks-per-app")
                  .containsEntry("limit", 4L)
                  .containsEntry("used", 4L)
                  .containsEntry("unlockedBy", List.of("PROFESSIONAL"));
            });
    assertThat(webhooks.live(app.id())).hasSize(4);
    WebhookUsage usage = Injection.wire(new WebhookUsage(), webhooks);
    assertThat(usage.used(caller.teamId())).isEqualTo(4);
    assertThat(usage.used(UUID.randomUUID())).isZero();
  }

  @Test
  void keepsWhatALowerNumberWouldNotAllow() {
    codeOfCreation("first");
    codeOfCreation("second");
    plans.enforce();
    database.execute("update plan set webhooks_per_app = 1 where name = 'FREE'");

    assertThat(codeOfCreation("third")).isEqualTo("plan-limit");

    assertThat(webhooks.live(app.id())).hasSize(2);
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

    editor.remove(caller, owner, second);
    SavedWebhook next = create("4");

    assertThat(next.webhook().slot()).isEqualTo(1);
    assertThat(webhooks.list(caller, app.id()))
        .extracting(Webhook::name)
        .containsExactly("1", "4", "3");
    assertThat(webhooks.find(second)).hasValueSatisfying(w -> assertThat(w.removed()).isTrue());
    assertThatThrownBy(() -> webhooks.get(caller, app.id(), second))
        .isInstanceOf(WebhookNotFoundException.class);
    assertThatThrownBy(() -> editor.remove(caller, owner, second))
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

    assertThatThrownBy(() -> registrar.create(caller, owner, draft))
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
            owner,
            new WebhookDraft("n", "http://later.example/", List.of("feedback"), null, null));

    assertThat(saved.warning()).isPresent();
    assertThat(database.count("webhook")).isEqualTo(1);
  }

  @Test
  void refusesWhoMayNotManageWebhooks() {
    Caller reporter = AccessFixture.caller(app.teamId(), Role.REPORTER);

    assertThatThrownBy(() -> registrar.create(reporter, owner, draft("n")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void hidesOtherTeams() {
    UUID id = create("n").webhook().id();
    Caller stranger = AccessFixture.caller(UUID.randomUUID());

    assertThatThrownBy(() -> registrar.create(stranger, owner, draft("n")))
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
        editor.change(caller, owner, id, new WebhookDraft("new", null, null, null, null));

    Webhook webhook = webhooks.get(caller, app.id(), id);
    assertThat(webhook.name()).isEqualTo("new");
    assertThat(webhook.url()).isEqualTo("https://example.com/hook?key=k");
    assertThat(saved.secret()).isEmpty();
    assertThat(changed.fired()).containsExactly(new WebhookChanged(id, false));
  }

  @Test
  void saysThatAnEndpointIsFreshAfterANewUrlAndWhenSwitchedOn() {
    UUID id = create("n").webhook().id();

    editor.change(caller, owner, id, WebhookDraft.ofEnabled(false));
    editor.change(caller, owner, id, WebhookDraft.ofEnabled(true));
    editor.change(
        caller, owner, id, new WebhookDraft(null, "https://example.com/2", null, null, null));

    assertThat(changed.fired())
        .extracting(WebhookChanged::fresh)
        .containsExactly(false, true, true);
  }

  @Test
  void leavesAWebhookAloneThatIsAsWished() {
    SavedWebhook saved = create("n");
    UUID id = saved.webhook().id();

    clock.advance(Duration.ofMinutes(1));
    editor.change(caller, owner, id, draft("n"));

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
                    caller, owner, id, new WebhookDraft("other", null, List.of(), null, null)))
        .isInstanceOfSatisfying(
            DomainException.class, refusal -> assertThat(refusal.code()).isEqualTo("events-empty"));
    assertThat(webhooks.get(caller, app.id(), id).name()).isEqualTo("n");
  }

  @Test
  void letsARotatedSecretSignAlongForADay() {
    SavedWebhook first = create("n");
    UUID id = first.webhook().id();
    String older = first.secret().orElseThrow().reveal();

    String newer = editor.rotateSecret(caller, owner, id).secret().orElseThrow().reveal();
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

    editor.change(caller, owner, id, WebhookDraft.ofEnabled(false));
    editor.rotateSecret(caller, owner, id);
    editor.remove(caller, owner, id);

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

  private static WebhookWishes headers(WebhookWishes.Header... headers) {
    return new WebhookWishes(
        null, null, new Wish<>(List.of(headers)), null, null, null, null, null, null);
  }

  private static WebhookDraft wishing(WebhookWishes wishes) {
    return new WebhookDraft(null, null, null, null, null, wishes);
  }

  private SavedWebhook create(WebhookWishes wishes) {
    return registrar.create(
        caller,
        owner,
        new WebhookDraft(
            "n", "https://example.com/", List.of("updateVersion"), null, null, wishes));
  }

  private WebhookOptions options(UUID id) {
    Webhook webhook = webhooks.get(caller, owner, id);
    return webhook.options(headers.of(webhook));
  }

  private static WebhookWishes all() {
    return new WebhookWishes(
        new Wish<>("en"),
        new Wish<>("Europe/Paris"),
        new Wish<>(List.of(new WebhookWishes.Header("X-Key", "s3cret", null))),
        new Wish<>(List.of("PT5S", "P1D")),
        new Wish<>(new WebhookWishes.Rate(5, "minute")),
        new Wish<>(2),
        true,
        true,
        null);
  }

  @Test
  void keepsEveryWishOfHowItIsCalled() {
    UUID id = create(all()).webhook().id();

    assertThat(options(id))
        .isEqualTo(
            new WebhookOptions(
                Locale.ENGLISH,
                ZoneId.of("Europe/Paris"),
                List.of(new CustomHeader("X-Key", "s3cret", true)),
                List.of(Duration.ofSeconds(5), Duration.ofDays(1)),
                new RateLimit(5, RateLimit.Period.MINUTE),
                2,
                true,
                true,
                WebhookFilter.ALL));
    assertThat(
            database.count(
                "webhook where retry_schedule = 'PT5S,PT24H' and rate_limit = 5"
                    + " and rate_period = 'MINUTE' and max_concurrency = 2 and ordered = true"
                    + " and custom_headers not like '%s3cret%'"))
        .isEqualTo(1);
  }

  @Test
  void leavesWishesAloneOfWhichNothingIsSaid() {
    UUID id = create(all()).webhook().id();
    WebhookOptions before = options(id);

    editor.change(caller, owner, id, WebhookDraft.ofEnabled(false));

    assertThat(options(id)).isEqualTo(before);
  }

  @Test
  void takesEmptyWishesBackToTheirDefaults() {
    UUID id = create(all()).webhook().id();

    editor.change(
        caller,
        owner,
        id,
        wishing(
            new WebhookWishes(
                new Wish<>(null),
                new Wish<>(null),
                new Wish<>(null),
                new Wish<>(null),
                new Wish<>(null),
                new Wish<>(null),
                false,
                false,
                new Wish<>(null))));

    assertThat(options(id))
        .isEqualTo(WebhookOptions.defaults(Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai")));
  }

  @Test
  void takesAnEmptyScheduleForASingleAttempt() {
    UUID id =
        create(
                new WebhookWishes(
                    null, null, null, new Wish<>(List.of()), null, null, null, null, null))
            .webhook()
            .id();

    assertThat(options(id).retrySchedule()).isEmpty();
  }

  @Test
  void keepsASecretHeaderThatComesBackMaskedOrWithoutAValue() {
    UUID id =
        create(
                headers(
                    new WebhookWishes.Header("X-One", "1", true),
                    new WebhookWishes.Header("X-Two", "2", true),
                    new WebhookWishes.Header("X-Open", "3", false)))
            .webhook()
            .id();

    editor.change(
        caller,
        owner,
        id,
        wishing(
            headers(
                new WebhookWishes.Header("x-one", CustomHeader.MASK, true),
                new WebhookWishes.Header("X-Two", null, null),
                new WebhookWishes.Header("X-Open", null, false))));

    assertThat(options(id).headers())
        .containsExactly(
            new CustomHeader("x-one", "1", true),
            new CustomHeader("X-Two", "2", true),
            new CustomHeader("X-Open", "3", false));
  }

  @Test
  void doesNotShowASecretHeaderThatIsDeclaredNone() {
    UUID id = create(headers(new WebhookWishes.Header("X-One", "1", true))).webhook().id();

    assertThatThrownBy(
            () ->
                editor.change(
                    caller,
                    owner,
                    id,
                    wishing(headers(new WebhookWishes.Header("X-One", null, false)))))
        .hasMessage("headers/0/value: must be given");
  }

  @Test
  void keepsHeadersOutOfTheAudit() {
    UUID id = create(headers(new WebhookWishes.Header("X-One", "s3cret", true))).webhook().id();

    editor.change(
        caller, owner, id, wishing(headers(new WebhookWishes.Header("X-One", "0ther", true))));

    assertThat(database.count("audit_entry where after_state like '%X-One%'")).isEqualTo(2);
    assertThat(
            database.count(
                "audit_entry where after_state like '%s3cret%' or after_state like '%0ther%'"
                    + " or before_state like '%s3cret%'"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '"',
      value = {
        "-,v",
        "Host,v",
        "content-type,v",
        "Content-Length,v",
        "User-Agent,v",
        "Connection,v",
        "Transfer-Encoding,v",
        "Proxy-Authorization,v",
        "Webhook-Id,v",
        "pappus-event,v",
        "X Key,v",
        "X:Key,v",
        "X-Schlüssel,v",
        "X-Key,-",
        "X-Key,schlüssel",
        "\"X-Key\r\nX-Other\",v",
        "X-Key,\"a\r\nb\"",
        "X-Key,\"a\0b\"",
      })
  void refusesAHeaderThatWouldBreakACall(@Nullable String name, @Nullable String value) {
    assertThatThrownBy(() -> create(headers(new WebhookWishes.Header(name, value, null))))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("field-invalid"));
    assertThat(database.count("webhook")).isZero();
  }

  @Test
  void refusesHeadersThatAreTooManyTooLongOrTwice() {
    WebhookWishes.Header one = new WebhookWishes.Header("X-One", "1", true);
    WebhookWishes.Header[] many =
        Stream.iterate(0, n -> n + 1)
            .limit(21)
            .map(n -> new WebhookWishes.Header("X-" + n, "v", true))
            .toArray(WebhookWishes.Header[]::new);

    for (WebhookWishes wishes :
        List.of(
            headers(many),
            headers(one, new WebhookWishes.Header("x-one", "2", true)),
            headers(new WebhookWishes.Header("X-One", "v".repeat(4001), true)),
            headers(
                new WebhookWishes.Header("X-One", "v".repeat(3000), true),
                new WebhookWishes.Header("X-Two", "v".repeat(3000), true)))) {
      assertThatThrownBy(() -> create(wishes)).hasMessageStartingWith("headers");
    }
  }

  @Test
  void findsRoomForTheLongestHeaders() {
    UUID id =
        create(
                headers(
                    new WebhookWishes.Header("X-One", "\"".repeat(4000), true),
                    new WebhookWishes.Header("X-Two", "\\".repeat(990), true)))
            .webhook()
            .id();

    assertThat(options(id).headers()).hasSize(2);
  }

  static Stream<WebhookWishes> wrongWishes() {
    return Stream.of(
        new WebhookWishes(new Wish<>("fr"), null, null, null, null, null, null, null, null),
        new WebhookWishes(null, new Wish<>("Mars/Base"), null, null, null, null, null, null, null),
        schedule("5 minutes"),
        schedule("PT0S"),
        schedule("-PT1S"),
        schedule("PT0.5S"),
        schedule("P7DT1S"),
        new WebhookWishes(
            null,
            null,
            null,
            new Wish<>(Collections.nCopies(31, "PT1S")),
            null,
            null,
            null,
            null,
            null),
        rate(null, "second"),
        rate(0, "second"),
        rate(10_001, "second"),
        rate(1, null),
        rate(1, "hour"),
        new WebhookWishes(null, null, null, null, null, new Wish<>(0), null, null, null),
        new WebhookWishes(null, null, null, null, null, new Wish<>(17), null, null, null),
        new WebhookWishes(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new Wish<>(new WebhookWishes.Filter(null, List.of("ios"), null))));
  }

  private static WebhookWishes schedule(String delay) {
    return new WebhookWishes(
        null, null, null, new Wish<>(List.of(delay)), null, null, null, null, null);
  }

  private static WebhookWishes rate(@Nullable Integer calls, @Nullable String per) {
    return new WebhookWishes(
        null,
        null,
        null,
        null,
        new Wish<>(new WebhookWishes.Rate(calls, per)),
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @MethodSource("wrongWishes")
  void refusesAWishThatCannotBeMet(WebhookWishes wishes) {
    assertThatThrownBy(() -> create(wishes))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("field-invalid"));
    assertThat(database.count("webhook")).isZero();
  }

  private SavedWebhook createForTeam(WebhookWishes.@Nullable Filter filter) {
    return registrar.create(
        caller,
        WebhookOwner.TEAM,
        new WebhookDraft(
            "all",
            "https://example.com/",
            List.of("updateVersion"),
            null,
            null,
            new WebhookWishes(
                null, null, null, null, null, null, null, null, Wish.ofGiven(filter))));
  }

  @Test
  void makesAWebhookOfTheTeamBesideThoseOfItsApps() {
    create("1");

    SavedWebhook saved =
        createForTeam(
            new WebhookWishes.Filter(
                List.of(PublicId.format(IdKind.APP, app.id())),
                List.of("android"),
                List.of("beta")));

    Webhook webhook = webhooks.get(caller, WebhookOwner.TEAM, saved.webhook().id());
    assertThat(webhook.appId()).isNull();
    assertThat(webhook.slot()).isZero();
    assertThat(webhook.filter())
        .isEqualTo(new WebhookFilter(Set.of(app.id()), Set.of(Platform.ANDROID), Set.of("beta")));
    assertThat(webhooks.list(caller, WebhookOwner.TEAM)).containsExactly(webhook);
    assertThat(webhooks.list(caller, owner)).extracting(Webhook::name).containsExactly("1");
    assertThatThrownBy(() -> webhooks.get(caller, owner, webhook.id()))
        .isInstanceOf(WebhookNotFoundException.class);
  }

  @Test
  void countsTheWebhooksOfATeamForThemselves() {
    create("1");
    create("2");
    create("3");
    createForTeam(null);
    createForTeam(null);

    assertThatThrownBy(() -> createForTeam(null))
        .isInstanceOfSatisfying(
            WebhookLimitException.class,
            refusal -> assertThat(refusal.facts()).containsEntry("limit", 2))
        .hasMessage("A team may have at most 2 webhooks of its own.");
  }

  @Test
  void hidesATeamsWebhooksFromOtherTeams() {
    UUID id = createForTeam(null).webhook().id();
    Caller stranger = AccessFixture.caller(UUID.randomUUID());

    assertThat(webhooks.list(stranger, WebhookOwner.TEAM)).isEmpty();
    assertThatThrownBy(() -> webhooks.get(stranger, WebhookOwner.TEAM, id))
        .isInstanceOf(WebhookNotFoundException.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"app_01kb0n6vd3e8s9t2w4x6y8z0ab,-,-", "nonsense,-,-", "-,symbian,-", "-,-,''"})
  void refusesAFilterThatNothingCouldPass(
      @Nullable String filteredApp, @Nullable String platform, @Nullable String channel) {
    WebhookWishes.Filter filter =
        new WebhookWishes.Filter(
            filteredApp == null ? null : List.of(filteredApp),
            platform == null ? null : List.of(platform),
            channel == null ? null : List.of(channel));

    assertThatThrownBy(() -> createForTeam(filter)).hasMessageStartingWith("filter/");
  }

  private UUID createSigningAlong() {
    return create(all()).webhook().id();
  }

  private WebhookWishes asymmetric(boolean wish) {
    return new WebhookWishes(null, null, null, null, null, null, null, wish, null);
  }

  private Optional<String> publicKey(UUID id) {
    return secrets.publicKey(webhooks.get(caller, owner, id));
  }

  @Test
  void givesAWebhookAnAsymmetricKeyOnceAndForgetsItWhenItIsSwitchedOff() {
    UUID id = createSigningAlong();
    String first = publicKey(id).orElseThrow();

    editor.change(caller, owner, id, wishing(asymmetric(true)));
    Optional<String> same = publicKey(id);
    editor.change(caller, owner, id, wishing(asymmetric(false)));
    Optional<String> none = publicKey(id);
    editor.change(caller, owner, id, wishing(asymmetric(true)));
    Optional<String> other = publicKey(id);

    assertThat(first).startsWith("whpk_");
    assertThat(same).contains(first);
    assertThat(none).isEmpty();
    assertThat(other).isPresent().isNotEqualTo(same);
    assertThat(database.count("webhook where asymmetric_key like '%whsk_%'")).isZero();
  }
}
