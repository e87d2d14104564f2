package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From the call of the API to the row, without the other thread. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class TokenUseTest {
  @Parameter TestDatabase.Kind kind;
  private AccountHouse house;
  private TokenUseRecorder recorder;
  private final List<Instant> written = new ArrayList<>();

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
    recorder =
        Injection.wire(
            new TokenUseRecorder() {
              @Override
              public void record(UUID tokenId, Instant at) {
                written.add(at);
                house.run(() -> super.record(tokenId, at));
              }
            },
            house.tokens);
    house.authenticator.use = Injection.wire(new TokenUse(), recorder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private IssuedToken issue() {
    TokenDraft draft = new TokenDraft("CI", List.of("read"), null, null, false);
    return house.run(() -> house.tokenDesk.issue(house.in(house.ann), draft));
  }

  private void use(IssuedToken token) {
    house.authenticator.byToken(token.text(), AccountHouse.HERE);
  }

  private @Nullable Instant lastUsed(IssuedToken token) {
    return house.tokens.find(token.token().id()).orElseThrow().lastUsedAt();
  }

  @Test
  void takesDownWhenATokenWasUsed() {
    IssuedToken used = issue();
    IssuedToken unused = issue();

    use(used);

    assertThat(lastUsed(used)).isEqualTo(AccountHouse.NOW);
    assertThat(lastUsed(unused)).isNull();
  }

  @Test
  void writesNothingMoreWithinTheMinute() {
    IssuedToken token = issue();
    use(token);

    house.clock.advance(Duration.ofSeconds(59));
    use(token);

    assertThat(written).containsExactly(AccountHouse.NOW);
    assertThat(lastUsed(token)).isEqualTo(AccountHouse.NOW);
  }

  @Test
  void writesAgainAfterTheMinute() {
    IssuedToken token = issue();
    use(token);

    house.clock.advance(TokenUse.EVERY);
    use(token);

    assertThat(lastUsed(token)).isEqualTo(AccountHouse.NOW.plus(TokenUse.EVERY));
  }

  @Test
  void oneTokenDoesNotKeepAnotherFromBeingTakenDown() {
    IssuedToken one = issue();
    IssuedToken other = issue();
    use(one);

    use(other);

    assertThat(lastUsed(other)).isEqualTo(AccountHouse.NOW);
  }

  @Test
  void leavesTheLaterTimeOfAnotherNode() {
    IssuedToken token = issue();
    Instant later = AccountHouse.NOW.plusSeconds(30);
    recorder.record(token.token().id(), later);

    use(token);

    assertThat(written).containsExactly(later, AccountHouse.NOW);
    assertThat(lastUsed(token)).isEqualTo(later);
  }

  @Test
  void takesDownNothingOfARefusedToken() {
    IssuedToken token = issue();
    house.run(() -> house.tokenDesk.revoke(house.in(house.ann), token.token().id()));

    assertThatThrownBy(() -> use(token)).isInstanceOf(UnauthenticatedException.class);

    assertThat(written).isEmpty();
    assertThat(lastUsed(token)).isNull();
  }
}
