package dev.pappus.webhook.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.time.SettableClock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AllowedNetworkEditorTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(START);
  private final Caller administrator = caller(Grants.ALL, "ada@example.org");
  private TestDatabase database;
  private EntityManager em;
  private AllowedNetworkEditor editor;
  private OpenNetworks open;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    em = database.em();
    AllowedNetworkRepository repository = Injection.wire(new AllowedNetworkRepository(), em);
    editor =
        Injection.wire(
            new AllowedNetworkEditor(),
            AccessFixture.control(),
            repository,
            Injection.wire(new AuditTrail(), em, clock),
            clock);
    open = Injection.wire(new OpenNetworks(), repository);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Caller caller(Grants grants, String name) {
    return new Caller(
        PublicId.newKey(), ActorKind.USER, PublicId.newKey(), name, grants, "127.0.0.1");
  }

  private static NetworkWish wish(@Nullable String network, @Nullable String note) {
    return new NetworkWish(network, note);
  }

  private List<AllowedNetwork> replace(NetworkWish... wishes) {
    return database.newTransaction(() -> editor.replace(administrator, Arrays.asList(wishes)));
  }

  private List<AllowedNetwork> list() {
    return database.newTransaction(() -> editor.list(administrator));
  }

  private List<AuditEntry> audited() {
    return em.createQuery("select e from AuditEntry e order by e.id", AuditEntry.class)
        .getResultList();
  }

  @Test
  void opensANetworkUntilItIsRemoved() throws Exception {
    InetAddress inside = InetAddress.getByName("10.1.2.3");
    open.refresh();
    assertThat(open.contain(inside)).isFalse();

    database.newTransaction(() -> editor.add(administrator, " 10.1.0.0/16 ", "build machines"));
    open.refresh();
    assertThat(open.contain(inside)).isTrue();
    assertThat(open.contain(InetAddress.getByName("10.2.0.1"))).isFalse();

    database.newTransaction(() -> editor.remove(administrator, "10.1.0.0/16"));
    open.refresh();
    assertThat(open.contain(inside)).isFalse();
  }

  @Test
  void remembersWhoAddedWhatAndWhyUntilThatChanges() {
    replace(wish("10.1.0.0/16", "build machines"), wish("FD12:3456::/32", "office"));
    clock.advance(Duration.ofDays(1));

    List<AllowedNetwork> after =
        database.newTransaction(
            () ->
                editor.replace(
                    caller(Grants.ALL, "bob@example.org"),
                    List.of(
                        wish("10.1.0.0/16", "build machines"), wish("fd12:3456::/32", "the lab"))));

    assertThat(after)
        .containsExactly(
            new AllowedNetwork("10.1.0.0/16", "build machines", "ada@example.org", START),
            new AllowedNetwork(
                "fd12:3456::/32", "the lab", "bob@example.org", START.plus(Duration.ofDays(1))));
    assertThat(list()).isEqualTo(after);
  }

  @Test
  void takesDownWhatWasBeforeAndAfter() {
    replace(wish("10.1.0.0/16", "build machines"));
    replace(wish("10.1.0.0/16", "build machines"));
    database.newTransaction(() -> editor.remove(administrator, "10.1.0.0/16"));

    assertThat(audited())
        .extracting(AuditEntry::action)
        .containsExactly("webhook-networks.change", "webhook-networks.change");
    assertThat(audited().get(1).before()).contains("10.1.0.0/16", "build machines");
    assertThat(audited().get(1).after()).isEqualTo("{\"networks\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/8, networks/0/network",
    "10.1.0.0/33, networks/0/network",
    "office, networks/0/network",
    "010.1.0.0/16, networks/0/network",
    "'', networks/0/network",
    "10.0.0.0/8 11.0.0.0/8, networks/0/network"
  })
  void refusesWhatIsNoNetwork(String text, String field) {
    assertThatThrownBy(() -> replace(wish(text, "why")))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining(field);
    assertThat(list()).isEmpty();
  }

  @Test
  void refusesANetworkWithoutAReasonTwiceOrOneTooMany() {
    assertThatThrownBy(() -> replace(wish("10.1.0.0/16", " "))).hasMessageContaining("0/note");
    assertThatThrownBy(() -> replace(wish(null, "why"))).hasMessageContaining("0/network");
    assertThatThrownBy(() -> replace(wish("10.1.2.3", "a"), wish("10.1.2.3/32", "b")))
        .hasMessageContaining("networks/1/network: is in the list already");
    assertThatThrownBy(
            () -> replace(Collections.nCopies(65, wish("::1", "x")).toArray(NetworkWish[]::new)))
        .hasMessageContaining("at most 64");
  }

  @Test
  void refusesAnybodyButAnAdministrator() {
    Caller reporter = caller(Grants.ofTeam(Role.OWNER.permissions()), "bea@example.org");

    assertThatThrownBy(() -> database.newTransaction(() -> editor.list(reporter)))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> database.newTransaction(() -> editor.add(reporter, "::1", "why")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void letsOneOfTwoWhoEditAtOnceLose() {
    assertThatThrownBy(
            () ->
                database.newTransaction(
                    () -> {
                      editor.list(administrator);
                      database.newTransaction(() -> editor.add(administrator, "::1", "mine"));
                      return editor.replace(administrator, List.of(wish("10.0.0.1", "other")));
                    }))
        .isInstanceOf(RollbackException.class)
        .matches(Conflict::isConflict);
    assertThat(list()).extracting(AllowedNetwork::network).containsExactly("::1");
  }

  @Test
  void keepsSixtyFourNetworksWithTheLongestNotes() {
    String note = "\u0001".repeat(AllowedNetworkEditor.NOTE_LENGTH);
    NetworkWish[] wishes = new NetworkWish[AllowedNetworkEditor.MOST];
    Arrays.setAll(wishes, i -> wish("fd12:3456:789a:bcde:f012:3456:789a:" + (1000 + i), note));

    replace(wishes);

    assertThat(list()).hasSize(AllowedNetworkEditor.MOST);
  }
}
