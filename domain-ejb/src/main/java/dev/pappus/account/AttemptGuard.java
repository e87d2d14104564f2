package dev.pappus.account;

import dev.pappus.audit.Refusals;
import dev.pappus.shared.net.ClientNetwork;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;

/**
 * Which attempts to sign in may be made: by network, and by account and network. Nobody who guesses
 * at one place makes anybody wait at another. When many places together guess at one account, each
 * of them has a single free attempt at it: so its owner, who needs but one, gets in at once, and
 * whoever guesses needs another network for each guess.
 */
@ApplicationScoped
public class AttemptGuard {
  static final int FREE_OF_ACCOUNT = 5;
  static final int FREE_OF_NETWORK = 50;

  /** Attempts at one account from everywhere, above which it counts as attacked. */
  static final int ATTACK = 30;

  private static final int MAX_NAME = 254;

  @Inject AttemptThrottle throttle;
  @Inject Refusals refusals;

  /**
   * Counts an attempt. One that must wait is in the audit as {@code console.throttled}, of each
   * network the first in a minute and a count of the others: an attack is seen and fills nothing.
   *
   * @param what is tried: "sign-in"
   * @param account an address as it was typed, or an account's key
   * @param address where it comes from
   * @return zero if it may be made; else how long until it may
   */
  public Duration admit(String what, String account, String address) {
    return noted(what, account, address, waiting(Keys.of(what, account, address)));
  }

  /**
   * Counts an attempt from a browser in which the account has been before ({@link KnownBrowser}).
   * It is counted apart from what others do in the same network, so that nobody there keeps the
   * owner out; and slowed for itself, so that whoever has the browser guesses no faster.
   *
   * @param browser which browser it is
   * @return zero if it may be made; else how long until it may
   */
  public Duration admitKnown(String what, String account, String address, String browser) {
    return noted(what, account, address, throttle.admit(known(what, browser), FREE_OF_ACCOUNT));
  }

  /** The attempt from a known browser was right. */
  public void rightKnown(String what, String browser) {
    throttle.forget(known(what, browser));
  }

  /** The attempt could not be judged: it was none. */
  public void giveBack(String what, String account, String address) {
    Keys keys = Keys.of(what, account, address);
    throttle.giveBack(keys.here());
    throttle.giveBack(keys.network());
    throttle.giveBack(keys.everywhere());
  }

  /** The attempt from a known browser could not be judged. */
  public void giveBackKnown(String what, String browser) {
    throttle.giveBack(known(what, browser));
  }

  private static String known(String what, String browser) {
    return what + "/known/" + browser;
  }

  private Duration noted(String what, String account, String address, Duration wait) {
    if (!wait.isZero()) {
      refusals.note(
          Refusals.stranger(ActorKind.USER, account, address), "console.throttled", what, null);
    }
    return wait;
  }

  private Duration waiting(Keys keys) {
    // first, as it makes no new entry: one network with many names would wash out all others
    Duration network = throttle.waiting(keys.network(), FREE_OF_NETWORK);
    if (!network.isZero()) {
      return network;
    }
    int free = throttle.made(keys.everywhere()) < ATTACK ? FREE_OF_ACCOUNT : 1;
    Duration here = throttle.admit(keys.here(), free);
    if (!here.isZero()) {
      return here;
    }
    Duration meanwhile = throttle.admit(keys.network(), FREE_OF_NETWORK);
    if (!meanwhile.isZero()) {
      throttle.giveBack(keys.here());
      return meanwhile;
    }
    // counted without a limit: it only tells whether the account is attacked
    throttle.admit(keys.everywhere(), Integer.MAX_VALUE);
    return Duration.ZERO;
  }

  /** The attempt was right: what went before at this account and from this network is forgotten. */
  public void right(String what, String account, String address) {
    Keys keys = Keys.of(what, account, address);
    throttle.forget(keys.here());
    throttle.giveBack(keys.network());
    throttle.giveBack(keys.everywhere());
  }

  private record Keys(String here, String network, String everywhere) {
    static Keys of(String what, String account, String address) {
      String name = TextRules.cut(account.strip().toLowerCase(Locale.ROOT), MAX_NAME);
      String network = ClientNetwork.of(address);
      return new Keys(what + "/" + network + "/" + name, what + "/" + network, what + "//" + name);
    }
  }
}
