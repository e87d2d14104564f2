package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.account.AccountSettings;
import dev.pappus.account.SessionDesk;
import dev.pappus.account.SessionKey;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.net.ClientAddress;
import dev.pappus.shared.time.SettableClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleSessionTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final SessionKey ann = new SessionKey(PublicId.newKey(), 3);
  private final Set<UUID> listed = new HashSet<>();
  private final SessionDesk desk =
      new SessionDesk() {
        @Override
        public UUID open(SessionKey key, String address, String agent) {
          UUID id = PublicId.newKey();
          listed.add(id);
          return id;
        }

        @Override
        public boolean see(UUID id) {
          return listed.contains(id);
        }

        @Override
        public void goOn(UUID id, SessionKey key) {
          assertThat(listed).contains(id);
        }

        @Override
        public void close(UUID id) {
          listed.remove(id);
        }
      };
  private final ConsoleSession sessions =
      Injection.wire(new ConsoleSession(), new AccountSettings(), desk, address(), clock);

  private final Map<String, Object> kept = new HashMap<>();
  private int idleSeconds;
  private boolean renewed;
  private String principal = ann.userId().toString();
  private final HttpSession container = fake(HttpSession.class, this::session);
  private final HttpServletRequest request = fake(HttpServletRequest.class, this::request);

  private static ClientAddress address() {
    return new ClientAddress() {
      @Override
      public String of(HttpServletRequest from) {
        return "203.0.113.7";
      }
    };
  }

  private static <T> T fake(Class<T> type, InvocationHandler does) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, does));
  }

  private @Nullable Object session(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "setAttribute" -> kept.put((String) arguments[0], arguments[1]);
      case "removeAttribute" -> kept.remove((String) arguments[0]);
      case "setMaxInactiveInterval" -> idleSeconds = (int) arguments[0];
      case "invalidate" -> kept.clear();
      default -> {
        return kept.get((String) arguments[0]);
      }
    }
    return null;
  }

  private @Nullable Object request(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getSession" -> container;
      case "getUserPrincipal" -> (Principal) () -> principal;
      case "changeSessionId" -> {
        renewed = true;
        yield "";
      }
      default -> null;
    };
  }

  @Test
  void beginsUnderAnotherIdAndEndsAfterHalfAnHourWithoutARequest() {
    sessions.open(request, ann);

    assertThat(renewed).isTrue();
    assertThat(Duration.ofSeconds(idleSeconds)).isEqualTo(Duration.ofMinutes(30));
    assertThat(sessions.signedIn(request)).contains(ann);
  }

  @Test
  void lastsTwelveHoursHoweverItIsUsed() {
    sessions.open(request, ann);
    clock.advance(Duration.ofHours(12).minusSeconds(1));
    sessions.goOn(request, ann);
    assertThat(sessions.signedIn(request)).contains(ann);

    clock.advance(Duration.ofSeconds(1));

    assertThat(sessions.signedIn(request)).isEmpty();
  }

  @Test
  void endsWithItsPlaceInTheList() {
    sessions.open(request, ann);

    listed.clear();

    assertThat(sessions.signedIn(request)).isEmpty();
  }

  @Test
  void leavesTheListWithTheSignOut() {
    sessions.open(request, ann);

    sessions.close(request);

    assertThat(listed).isEmpty();
    assertThat(sessions.signedIn(request)).isEmpty();
  }

  @Test
  void isNobodysWhereTheContainerKnowsSomebodyElse() {
    sessions.open(request, ann);

    principal = "somebody else";

    assertThat(sessions.signedIn(request)).isEmpty();
  }

  @Test
  void halfASignInOpensNothingAndWaitsFiveMinutes() {
    sessions.openHalf(request, ann);
    assertThat(sessions.signedIn(request)).isEmpty();
    assertThat(sessions.half(request)).contains(ann);

    clock.advance(ConsoleSession.HALF_LIFETIME);

    assertThat(sessions.half(request)).isEmpty();
  }
}
