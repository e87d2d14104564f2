package dev.pappus.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.audit.AuditTrail;
import dev.pappus.inspector.BinContent.Draft;
import dev.pappus.inspector.HeaderLines.Header;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Editor, receiver, remover and repository together. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class RequestBinTest {
  private static final CapturedRequest EMPTY =
      new CapturedRequest("GET", "", "", HeaderLines.of(List.of()), new byte[0], false);

  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final InspectorSettings settings = new InspectorSettings();

  private TestDatabase database;
  private RequestBinRepository bins;
  private BinEditor editor;
  private BinReceiver receiver;
  private BinRemover remover;
  private Caller caller;

  @BeforeEach
  void open() {
    settings.binsPerTeam = 2;
    settings.requestsPerBin = 3;
    settings.maxBodyBytes = 65536;
    settings.binLifetime = Duration.ofDays(7);
    settings.requestsPerSecond = 20;
    database = TestDatabase.open(kind);
    var em = database.em();
    bins = Injection.wire(new RequestBinRepository(), AccessFixture.control(), em, clock);
    editor =
        Injection.wire(
            new BinEditor(),
            AccessFixture.control(),
            bins,
            settings,
            Injection.wire(new AuditTrail(), em, clock),
            clock);
    receiver = Injection.wire(new BinReceiver(), bins, settings, clock);
    remover = Injection.wire(new BinRemover(), bins, clock);
    caller = AccessFixture.caller(team());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private UUID team() {
    Team team = new Team("Acme", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), clock.instant());
    database.transaction(() -> database.em().persist(team));
    return team.id();
  }

  private static Draft draft(@Nullable String script) {
    return new Draft("Bin", script, null, null);
  }

  private RequestBin create(Draft draft) {
    return database.transaction(() -> editor.create(caller, draft));
  }

  private BinAnswer send(RequestBin bin, byte[] body) {
    return database
        .transaction(
            () ->
                receiver.receive(
                    bin.id(),
                    new CapturedRequest(
                        "POST",
                        "/hook?a=1",
                        "127.0.0.1",
                        HeaderLines.of(List.of(new Header("x-a", "b"))),
                        body,
                        false)))
        .orElseThrow();
  }

  private BinAnswer send(RequestBin bin) {
    return send(bin, new byte[0]);
  }

  private List<Long> kept(RequestBin bin) {
    return bins.captures(bin.id(), PageRequest.first(), null).items().stream()
        .map(Capture::number)
        .toList();
  }

  @Test
  void keepsWhatArrivesByteByByte() {
    RequestBin bin = create(draft(null));
    byte[] body = "a\0b\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    BinAnswer answer = send(bin, body);

    Capture capture = bins.captures(bin.id(), PageRequest.first(), null).items().get(0);
    assertThat(answer).isEqualTo(new BinAnswer(200, Duration.ZERO, "text/plain", ""));
    assertThat(capture.request().body()).isEqualTo(body);
    assertThat(capture.request().headers().all()).containsExactly(new Header("x-a", "b"));
    assertThat(capture.request().target()).isEqualTo("/hook?a=1");
    assertThat(capture.receivedAt()).isEqualTo(clock.instant());
    assertThat(capture.answerStatus()).isEqualTo(200);
    assertThat(bins.findCapture(bin.id(), capture.id())).contains(capture);
    assertThat(bins.findCapture(UUID.randomUUID(), capture.id())).isEmpty();
    assertThat(bins.lines(bin.id(), 10))
        .containsExactly(
            new CaptureLine(capture.id(), 1, clock.instant(), "POST", "/hook?a=1", 200));
  }

  @Test
  void storesWhatCouldBeNoText() {
    RequestBin bin = create(draft(null));

    database.transaction(
        () ->
            receiver.receive(
                bin.id(),
                new CapturedRequest(
                    "M\0" + "x".repeat(100),
                    "/蒲\0\ud800" + "蒲".repeat(4000),
                    "::1",
                    HeaderLines.of(List.of(new Header("x", "a\0b"))),
                    new byte[0],
                    true)));

    CapturedRequest kept =
        bins.captures(bin.id(), PageRequest.first(), null).items().get(0).request();
    assertThat(kept.method()).startsWith("M\ufffdx").hasSizeLessThan(33);
    assertThat(kept.target()).startsWith("/蒲\ufffd\ufffd蒲").hasSizeLessThan(4001);
    assertThat(kept.bodyCut()).isTrue();
  }

  @Test
  void answersByTheScriptAndStaysAtItsEnd() {
    RequestBin bin = create(draft(" 503, 503,200 "));

    assertThat(List.of(send(bin).status(), send(bin).status())).containsExactly(503, 503);
    assertThat(List.of(send(bin).status(), send(bin).status())).containsExactly(200, 200);
    assertThat(bins.get(caller, bin.id()).script()).hasToString("503,503,200");
    assertThat(bins.get(caller, bin.id()).scriptStep()).isEqualTo(3);
  }

  @Test
  void beginsAScriptAnewWhenItIsGivenAgain() {
    RequestBin bin = create(draft("503,200"));
    send(bin);

    database.transaction(() -> editor.change(caller, bin.id(), new Draft("New", null, null, null)));
    assertThat(send(bin).status()).isEqualTo(200);
    database.transaction(() -> editor.change(caller, bin.id(), draft("503,200")));

    assertThat(send(bin).status()).isEqualTo(503);
  }

  @Test
  void answersWithABodyAfterADelay() {
    RequestBin bin = create(new Draft("Bin", "202", 1500, "{\"ok\": true}"));

    assertThat(send(bin))
        .isEqualTo(
            new BinAnswer(202, Duration.ofMillis(1500), "application/json", "{\"ok\": true}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "{\"a\":", "[1] x", "true"})
  void callsEverythingButAJsonDocumentPlainText(String body) {
    RequestBin bin = create(new Draft("Bin", null, null, body));

    assertThat(send(bin).mediaType()).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "200,", "100", "600", "2000", "ok", "200;503", "-200"})
  void refusesAScriptOfAnythingButStatuses(String script) {
    assertThatThrownBy(() -> create(draft(script)))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.code()).isEqualTo("field-invalid"));
  }

  @Test
  void refusesALongerScriptDelayOrBody() {
    for (Draft draft :
        List.of(
            draft("200,".repeat(50) + "200"),
            new Draft("Bin", null, 30_001, null),
            new Draft("Bin", null, -1, null),
            new Draft("Bin", null, null, "x".repeat(4097)),
            new Draft(" ", null, null, null),
            new Draft(null, null, null, null),
            new Draft("x".repeat(101), null, null, null))) {
      assertThatThrownBy(() -> create(draft))
          .as(draft.toString())
          .isInstanceOf(DomainException.class);
    }
    assertThat(create(new Draft("Bin", null, 30_000, "x".repeat(4096)))).isNotNull();
  }

  @Test
  void bearsAnAnswerThatIsNestedTooDeep() {
    RequestBin bin = create(new Draft("Bin", null, null, "[".repeat(2048) + "]".repeat(2048)));

    assertThat(send(bin).mediaType()).isEqualTo("text/plain");
  }

  @Test
  void keepsTheNewestRequestsOnly() {
    RequestBin bin = create(draft(null));

    for (int i = 0; i < 5; i++) {
      send(bin);
    }

    assertThat(kept(bin)).containsExactly(5L, 4L, 3L);
    assertThat(bins.get(caller, bin.id()).received()).isEqualTo(5);
  }

  @Test
  void pagesAndTellsWhatIsNew() {
    RequestBin bin = create(draft(null));
    send(bin);
    send(bin);
    send(bin);

    Page<Capture> first = bins.captures(bin.id(), PageRequest.of(2, null), null);
    Page<Capture> second = bins.captures(bin.id(), PageRequest.of(2, first.next()), null);

    assertThat(first.items()).extracting(Capture::number).containsExactly(3L, 2L);
    assertThat(second.items()).extracting(Capture::number).containsExactly(1L);
    assertThat(second.next()).isNull();
    assertThat(bins.captures(bin.id(), PageRequest.first(), first.items().get(1).id()).items())
        .containsExactly(first.items().get(0));
  }

  @Test
  void clearsWhatIsKeptAndGoesOnCounting() {
    RequestBin bin = create(draft("503,200"));
    send(bin);

    database.transaction(() -> editor.clear(caller, bin.id()));

    assertThat(kept(bin)).isEmpty();
    assertThat(send(bin).status()).isEqualTo(200);
    assertThat(kept(bin)).containsExactly(2L);
  }

  @Test
  void refusesOneMoreThanATeamMayHave() {
    create(draft(null));
    RequestBin second = create(draft(null));

    assertThatThrownBy(() -> create(draft(null))).isInstanceOf(BinLimitException.class);
    database.transaction(() -> editor.remove(caller, second.id()));
    assertThat(create(draft(null))).isNotNull();
  }

  @Test
  void holdsTheLimitUnderConcurrentRequests() throws Exception {
    int made = 0;
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<RequestBin>> attempts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        attempts.add(() -> database.newTransaction(() -> editor.create(caller, draft(null))));
      }
      for (Future<RequestBin> attempt : threads.invokeAll(attempts)) {
        made += succeeded(attempt) ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(made).isEqualTo(2);
    assertThat(database.count("request_bin")).isEqualTo(2);
  }

  @Test
  void givesEachOfManyAtOnceItsOwnAnswer() throws Exception {
    RequestBin bin = create(draft("500,501,502,503,504,200"));
    List<Integer> statuses = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<BinAnswer>> requests = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        requests.add(() -> send(bin));
      }
      for (Future<BinAnswer> answer : threads.invokeAll(requests)) {
        statuses.add(answer.get().status());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(statuses).containsExactlyInAnyOrder(500, 501, 502, 503, 504, 200);
    assertThat(kept(bin)).containsExactly(6L, 5L, 4L);
  }

  private static boolean succeeded(Future<?> future) throws InterruptedException {
    try {
      future.get();
      return true;
    } catch (java.util.concurrent.ExecutionException refused) {
      assertThat(refused).hasRootCauseInstanceOf(BinLimitException.class);
      return false;
    }
  }

  @Test
  void forgetsABinWhoseTimeIsOver() {
    RequestBin bin = create(draft(null));
    RequestBin other = create(draft(null));
    send(bin);
    clock.advance(Duration.ofDays(6));
    database.transaction(
        () -> editor.change(caller, other.id(), new Draft(null, null, null, null)));
    clock.advance(Duration.ofDays(1));

    assertThat(bins.findByToken(bin.token())).isEmpty();
    assertThatThrownBy(() -> bins.get(caller, bin.id())).isInstanceOf(BinNotFoundException.class);
    assertThat(bins.page(caller, PageRequest.first()).items()).containsExactly(other);
    assertThat(create(draft(null))).as("an expired bin takes no place").isNotNull();

    assertThat(database.transaction(() -> remover.removeExpired())).isEqualTo(1);

    assertThat(database.transaction(() -> remover.removeExpired())).isZero();
    assertThat(database.count("request_bin")).isEqualTo(2);
    assertThat(database.count("captured_request")).isZero();
  }

  @Test
  void removesABinWithItsRequests() {
    RequestBin bin = create(draft(null));
    send(bin);

    database.transaction(() -> editor.remove(caller, bin.id()));

    assertThat(database.count("captured_request")).isZero();
    assertThat(database.transaction(() -> receiver.receive(bin.id(), EMPTY))).isEmpty();
    assertThat(database.count("audit_entry where action like 'bin.%'")).isEqualTo(2);
  }

  @Test
  void isFoundByItsTokenAlone() {
    RequestBin bin = create(draft(null));

    assertThat(bins.findByToken(bin.token())).contains(bin);
    assertThat(bins.findByToken(bin.token().substring(1))).isEmpty();
    assertThat(bins.findByToken("\0")).isEmpty();
    assertThat(bins.findByToken("0".repeat(32))).isEqualTo(Optional.empty());
  }

  @Test
  void isNobodyElses() {
    RequestBin bin = create(draft(null));
    Caller stranger = AccessFixture.caller(team());
    Caller reporter = AccessFixture.caller(caller.teamId(), Role.REPORTER);

    assertThatThrownBy(() -> bins.get(stranger, bin.id())).isInstanceOf(BinNotFoundException.class);
    assertThatThrownBy(() -> editor.remove(stranger, bin.id()))
        .isInstanceOf(BinNotFoundException.class);
    assertThat(bins.page(stranger, PageRequest.first()).items()).isEmpty();
    assertThatThrownBy(() -> editor.create(reporter, draft(null)))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void admitsSoManyRequestsASecond() {
    settings.requestsPerSecond = 2;
    BinThrottle throttle = Injection.wire(new BinThrottle(), settings, clock);
    UUID bin = UUID.randomUUID();

    assertThat(List.of(throttle.admit(bin), throttle.admit(bin), throttle.admit(bin)))
        .containsExactly(true, true, false);
    assertThat(throttle.admit(UUID.randomUUID())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(throttle.admit(bin)).isTrue();
  }
}
