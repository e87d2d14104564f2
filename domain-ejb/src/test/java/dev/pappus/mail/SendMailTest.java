package dev.pappus.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.time.SettableClock;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From the outbox to a real SMTP server, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SendMailTest {
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(START);
  private final MailSettings settings = new MailSettings();
  private final UUID team = PublicId.newKey();
  private final MailBodies bodies = bodies(KeyRingFixture.of(1));
  private TestDatabase database;
  private OutboxRepository outbox;
  private MailOutbox mails;
  private @Nullable GreenMail server;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    outbox = Injection.wire(new OutboxRepository(), database.em());
    mails = Injection.wire(new MailOutbox(), outbox, bodies, settings, clock);
    settings.from = "pappus@example.com";
    settings.security = "none";
  }

  @AfterEach
  void close() {
    database.close();
    if (server != null) {
      server.stop();
    }
  }

  private GreenMail start(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    GreenMail started = new GreenMail(setup.dynamicPort());
    started.start();
    server = started;
    settings.host = Optional.of("127.0.0.1");
    settings.port =
        Optional.of(
            protocol.equals("smtps") ? started.getSmtps().getPort() : started.getSmtp().getPort());
    return started;
  }

  /** A transport that trusts the test server's certificate, which nobody has signed. */
  private SmtpTransport trusting() {
    return Injection.wire(
        new SmtpTransport() {
          @Override
          Properties properties() {
            Properties properties = super.properties();
            properties.setProperty("mail." + protocol() + ".ssl.trust", "*");
            properties.setProperty("mail." + protocol() + ".ssl.checkserveridentity", "false");
            return properties;
          }
        },
        settings,
        clock);
  }

  private SendMail chore(MailTransport transport) {
    MailDispatch inner = Injection.wire(new MailDispatch(), outbox, bodies, settings, clock);
    MailDispatch dispatch =
        new MailDispatch() {
          @Override
          public List<UUID> due(int limit) {
            return database.newTransaction(() -> inner.due(limit));
          }

          @Override
          public Optional<MailMessage> claim(UUID id) {
            return database.newTransaction(() -> inner.claim(id));
          }

          @Override
          public void sent(UUID id) {
            database.transaction(() -> inner.sent(id));
          }

          @Override
          public void refused(UUID id, String why) {
            database.transaction(() -> inner.refused(id, why));
          }

          @Override
          public void stumbled(UUID id, String why) {
            database.transaction(() -> inner.stumbled(id, why));
          }
        };
    return Injection.wire(new SendMail(), dispatch, transport, settings, clock);
  }

  private UUID put(String recipient) {
    return put(recipient, Locale.SIMPLIFIED_CHINESE);
  }

  private UUID put(String recipient, Locale language) {
    return database.transaction(
        () ->
            mails
                .send(
                    team,
                    recipient,
                    language,
                    MailTemplate.INVITATION,
                    Map.of(
                        "team", "Acme\r\nX-Evil: eve@example.com",
                        "inviter", "Ada",
                        "link", "https://pappus.example.com/invitations/x",
                        "until", "2026-12-01"))
                .id());
  }

  private static MailBodies bodies(KeyRing keyRing) {
    return Injection.wire(new MailBodies(), keyRing);
  }

  private String body(UUID id) {
    return bodies.of(mail(id));
  }

  private OutboxMail mail(UUID id) {
    return database.transaction(() -> outbox.get(id));
  }

  @Test
  void sendsWhatWasCommitted() throws Exception {
    GreenMail smtp = start("smtp");
    UUID id = put("bob@example.com");

    chore(trusting()).run();

    assertThat(smtp.getReceivedMessages()).hasSize(1);
    MimeMessage received = smtp.getReceivedMessages()[0];
    assertThat(received.getAllRecipients()).hasSize(1);
    assertThat(received.getAllRecipients()[0]).hasToString("bob@example.com");
    assertThat(received.getFrom()[0]).hasToString("pappus@example.com");
    assertThat(received.getSubject()).isEqualTo("Ada 邀请您加入 Pappus 上的 Acme X-Evil: eve@example.com");
    assertThat(received.getHeader("X-Evil")).isNull();
    assertThat(received.getMessageID()).isEqualTo("<eml_" + PublicId.encode(id) + "@example.com>");
    assertThat((String) received.getContent()).contains("https://pappus.example.com/invitations/x");
    assertThat(mail(id).status()).isEqualTo(MailStatus.SENT);
    assertThat(body(id)).isEmpty();
  }

  @Test
  void sendsNothingTwice() {
    GreenMail smtp = start("smtp");
    put("bob@example.com");
    SendMail chore = chore(trusting());

    chore.run();
    clock.advance(Duration.ofDays(1));
    chore.run();

    assertThat(smtp.getReceivedMessages()).hasSize(1);
  }

  @Test
  void keepsMessagesWhereThereIsNoServer() {
    UUID id = put("bob@example.com");

    chore(trusting()).run();

    assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
    assertThat(mail(id).attempts()).isZero();
    assertThat(body(id)).contains("https://pappus.example.com/invitations/x");
  }

  @Test
  void keepsTextsSealed() {
    UUID id = put("bob@example.com");

    assertThat(mail(id).sealedBody()).startsWith(KeyRingFixture.of(1).prefix());
    assertThat(bodies(KeyRingFixture.of(2)).find(mail(id))).isEmpty();
  }

  @Test
  void waitsForTheKeyThatOpensAText() {
    settings.host = Optional.of("127.0.0.1");
    UUID id = put("bob@example.com");
    database.transaction(() -> outbox.get(id).reseal(text -> "another." + text));
    List<UUID> tries = new ArrayList<>();

    chore((mail, message) -> tries.add(mail)).run();

    assertThat(tries).isEmpty();
    assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
    assertThat(mail(id).trouble()).contains("secret key");
    assertThat(mail(id).nextAttemptAt()).isEqualTo(START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void sealsTextsAnew() {
    settings.host = Optional.of("127.0.0.1");
    put("sent@example.com");
    chore((mail, message) -> {}).run();
    UUID id = put("bob@example.com");
    KeyRing newer = KeyRingFixture.of(2, 1);
    MailSealedStock stock = Injection.wire(new MailSealedStock(), outbox, bodies(newer), newer);

    SealedStock.Batch first = database.newTransaction(() -> stock.rekey(null, 10));
    SealedStock.Batch second = database.newTransaction(() -> stock.rekey(null, 10));

    assertThat(first).isEqualTo(new SealedStock.Batch(1, id));
    assertThat(second).isEqualTo(new SealedStock.Batch(0, null));
    assertThat(bodies(KeyRingFixture.of(2)).of(mail(id)))
        .contains("https://pappus.example.com/invitations/x");
  }

  @Test
  void triesAgainUntilTheServerIsUp() {
    GreenMail smtp = start("smtp");
    smtp.stop();
    UUID id = put("bob@example.com");
    SendMail chore = chore(trusting());

    chore.run();
    assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
    assertThat(mail(id).trouble()).isNotEmpty();
    assertThat(mail(id).nextAttemptAt()).isEqualTo(START.plus(Duration.ofMinutes(1)));
    chore.run();
    assertThat(mail(id).attempts()).isEqualTo(1);

    GreenMail again = start("smtp");
    clock.advance(Duration.ofMinutes(1));
    chore.run();

    assertThat(again.getReceivedMessages()).hasSize(1);
    assertThat(mail(id).status()).isEqualTo(MailStatus.SENT);
    assertThat(mail(id).attempts()).isEqualTo(2);
  }

  @Test
  void givesUpAfterDays() {
    settings.host = Optional.of("127.0.0.1");
    UUID id = put("bob@example.com");
    List<Instant> tries = new ArrayList<>();
    SendMail chore =
        chore(
            (mail, message) -> {
              tries.add(clock.instant());
              throw new UnavailableException("no route to host");
            });

    while (mail(id).status() == MailStatus.WAITING) {
      chore.run();
      clock.advance(Duration.between(clock.instant(), mail(id).nextAttemptAt()));
    }

    assertThat(mail(id).status()).isEqualTo(MailStatus.FAILED);
    assertThat(mail(id).trouble()).isEqualTo("no route to host");
    assertThat(tries).hasSizeBetween(15, 25);
    assertThat(Duration.between(START, tries.get(tries.size() - 1)))
        .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(6).plusMinutes(1));
  }

  @Test
  void givesUpAtOnceWhatIsRefusedForGood() {
    settings.host = Optional.of("127.0.0.1");
    UUID id = put("nobody@example.com");

    chore(
            (mail, message) -> {
              throw new MailRefusedException("550 no such user");
            })
        .run();

    assertThat(mail(id).status()).isEqualTo(MailStatus.FAILED);
    assertThat(mail(id).trouble()).isEqualTo("550 no such user");
  }

  @Test
  void isTriedAgainWhenSomebodyWantsIt() {
    settings.host = Optional.of("127.0.0.1");
    UUID id = put("nobody@example.com");
    chore(
            (mail, message) -> {
              throw new MailRefusedException("550 no such user");
            })
        .run();

    database.transaction(() -> mails.again(id));
    GreenMail smtp = start("smtp");
    chore(trusting()).run();

    assertThat(smtp.getReceivedMessages()).hasSize(1);
  }

  @Test
  void isSentAgainUnderTheSameIdWhenANodeDiedOverIt() throws Exception {
    GreenMail smtp = start("smtp");
    UUID id = put("bob@example.com");
    SmtpTransport transport = trusting();
    SendMail dying =
        chore(
            (mail, message) -> {
              transport.send(mail, message);
              throw new IllegalStateException("killed");
            });
    try {
      dying.run();
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
    }

    chore(transport).run();
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    clock.advance(OutboxMail.CLAIM);
    chore(transport).run();

    assertThat(smtp.getReceivedMessages()).hasSize(2);
    assertThat(smtp.getReceivedMessages()[0].getMessageID())
        .isEqualTo(smtp.getReceivedMessages()[1].getMessageID());
    assertThat(mail(id).status()).isEqualTo(MailStatus.SENT);
  }

  @Test
  void isGivenUpWhenNoAttemptEverEnds() {
    settings.host = Optional.of("127.0.0.1");
    UUID id = put("bob@example.com");
    List<Instant> tries = new ArrayList<>();
    SendMail killing =
        chore(
            (mail, message) -> {
              tries.add(clock.instant());
              throw new IllegalStateException("killed");
            });

    while (mail(id).status() == MailStatus.WAITING) {
      try {
        killing.run();
      } catch (IllegalStateException killed) {
        assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
      }
      clock.advance(OutboxMail.CLAIM);
    }

    assertThat(mail(id).status()).isEqualTo(MailStatus.FAILED);
    assertThat(Duration.between(START, tries.get(tries.size() - 1)))
        .isBetween(Duration.ofDays(3).minus(OutboxMail.CLAIM), Duration.ofDays(3));

    database.transaction(() -> mails.again(id));
    chore((mail, message) -> {}).run();
    assertThat(mail(id).status()).isEqualTo(MailStatus.SENT);
  }

  @Test
  void sendsOverTls() {
    GreenMail smtps = start("smtps");
    settings.security = "tls";
    UUID id = put("bob@example.com");

    chore(trusting()).run();

    assertThat(smtps.getReceivedMessages()).as(mail(id).trouble()).hasSize(1);
  }

  @Test
  void trustsNoCertificateThatNobodyHasSigned() {
    GreenMail smtps = start("smtps");
    settings.security = "tls";
    UUID id = put("bob@example.com");

    chore(Injection.wire(new SmtpTransport(), settings, clock)).run();

    assertThat(smtps.getReceivedMessages()).isEmpty();
    assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
    assertThat(mail(id).trouble()).isNotEmpty();
  }

  @Test
  void saysNothingInTheClearToAServerWithoutStarttls() {
    GreenMail smtp = start("smtp");
    settings.security = "starttls";
    UUID id = put("bob@example.com");

    chore(trusting()).run();

    assertThat(smtp.getReceivedMessages()).isEmpty();
    assertThat(mail(id).trouble()).contains("STARTTLS");
  }

  @Test
  void signsInWhereAUserIsSet() {
    GreenMail smtp = start("smtp");
    smtp.setUser("pappus@example.com", "pappus", "right");
    settings.user = Optional.of("pappus");
    settings.password = Optional.of("wrong");
    UUID id = put("bob@example.com");
    SendMail chore = chore(trusting());

    chore.run();
    assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
    assertThat(mail(id).trouble()).isNotEmpty();

    settings.password = Optional.of("right");
    clock.advance(Duration.ofMinutes(1));
    chore.run();
    assertThat(mail(id).status()).isEqualTo(MailStatus.SENT);
  }

  @Test
  void saysNothingButHelloBeforeStarttls() throws Exception {
    settings.security = "starttls";
    try (ScriptedSmtp smtp = new ScriptedSmtp("250 OK")) {
      settings.host = Optional.of("127.0.0.1");
      settings.port = Optional.of(smtp.port());
      UUID id = put("bob@example.com");

      chore(trusting()).run();

      assertThat(mail(id).status()).as(mail(id).trouble()).isEqualTo(MailStatus.SENT);
      assertThat(smtp.heard())
          .filteredOn(line -> line.startsWith("clear"))
          .containsExactly("clear EHLO example.com", "clear STARTTLS");
      assertThat(smtp.heard())
          .contains("tls MAIL FROM:<pappus@example.com>", "tls RCPT TO:<bob@example.com>");
    }
  }

  @Test
  void writesNoHeaderThatANameHolds() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp("250 OK")) {
      settings.host = Optional.of("127.0.0.1");
      settings.port = Optional.of(smtp.port());
      // in English, as a subject in Chinese is encoded and holds no line ends anyway
      put("bob@example.com", Locale.ENGLISH);

      chore(trusting()).run();

      assertThat(smtp.heard()).anyMatch(line -> line.startsWith("clear > Subject:"));
      assertThat(smtp.heard()).noneMatch(line -> line.startsWith("clear > X-Evil"));
      assertThat(smtp.heard().stream().filter(line -> line.startsWith("clear RCPT"))).hasSize(1);
    }
  }

  @Test
  void takesARefusedRecipientForFinal() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp("550 5.1.1 no such user")) {
      settings.host = Optional.of("127.0.0.1");
      settings.port = Optional.of(smtp.port());
      UUID id = put("nobody@example.com");

      chore(trusting()).run();

      assertThat(mail(id).status()).isEqualTo(MailStatus.FAILED);
      assertThat(mail(id).trouble()).contains("no such user");
    }
  }

  @Test
  void takesAFullMailboxForAMatterOfTime() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp("452 4.2.2 mailbox full")) {
      settings.host = Optional.of("127.0.0.1");
      settings.port = Optional.of(smtp.port());
      UUID id = put("bob@example.com");

      chore(trusting()).run();

      assertThat(mail(id).status()).isEqualTo(MailStatus.WAITING);
      assertThat(mail(id).trouble()).contains("mailbox full");
    }
  }
}
