package dev.pappus.webhook.network;

import dev.pappus.account.AccessControl;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.net.Network;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets an administrator open networks to webhooks and close them again; every change is audited.
 */
@Stateless
public class AllowedNetworkEditor {
  /** How many networks there may be: each attempt is judged by all of them. */
  public static final int MOST = 64;

  /** Longest reason, in UTF-16 units. */
  public static final int NOTE_LENGTH = 200;

  private static final String SUBJECT = "webhook-networks";

  /** Longer than any address with its length. */
  private static final int NETWORK_LENGTH = 64;

  @Inject AccessControl access;
  @Inject AllowedNetworkRepository repository;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public List<AllowedNetwork> list(Caller caller) {
    access.require(caller, Permission.MANAGE_INSTALLATION);
    return repository.get().list();
  }

  /**
   * Replaces the list. What stays as it is keeps who added it and when.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} for no list, or a text that is no network,
   *     without a reason, twice in the list, or one too many
   */
  public List<AllowedNetwork> replace(Caller caller, @Nullable List<NetworkWish> wishes) {
    access.require(caller, Permission.MANAGE_INSTALLATION);
    if (wishes == null) {
      throw new InvalidFieldException("networks", "must be a list");
    }
    AllowedNetworks row = repository.get();
    return replace(caller, row, checked(caller, wishes, row.list()));
  }

  /**
   * Adds one.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException as in {@link #replace}
   */
  public List<AllowedNetwork> add(Caller caller, @Nullable String network, @Nullable String note) {
    access.require(caller, Permission.MANAGE_INSTALLATION);
    AllowedNetworks row = repository.get();
    List<NetworkWish> wishes = new ArrayList<>();
    row.list().forEach(one -> wishes.add(new NetworkWish(one.network(), one.note())));
    wishes.add(new NetworkWish(network, note));
    return replace(caller, row, checked(caller, wishes, row.list()));
  }

  /**
   * Removes one; what is not there is not there afterwards either.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public List<AllowedNetwork> remove(Caller caller, @Nullable String network) {
    access.require(caller, Permission.MANAGE_INSTALLATION);
    AllowedNetworks row = repository.get();
    return replace(
        caller, row, row.list().stream().filter(kept -> !kept.network().equals(network)).toList());
  }

  private List<AllowedNetwork> replace(
      Caller caller, AllowedNetworks row, List<AllowedNetwork> after) {
    List<AllowedNetwork> before = row.list();
    if (!before.equals(after)) {
      row.replace(after);
      audit.record(caller, SUBJECT + ".change", SUBJECT, audited(before), audited(after));
    }
    return after;
  }

  private static JsonObject audited(List<AllowedNetwork> list) {
    return Json.createObjectBuilder().add("networks", AllowedNetworks.json(list)).build();
  }

  private List<AllowedNetwork> checked(
      Caller caller, List<NetworkWish> wishes, List<AllowedNetwork> before) {
    if (wishes.size() > MOST) {
      throw new InvalidFieldException("networks", "at most " + MOST + " networks");
    }
    Instant now = clock.instant();
    Set<Network> seen = new HashSet<>();
    List<AllowedNetwork> list = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      AllowedNetwork wanted = checked(wishes.get(i), "networks/" + i, seen, caller, now);
      list.add(before.stream().filter(wanted::says).findFirst().orElse(wanted));
    }
    return list;
  }

  private static AllowedNetwork checked(
      NetworkWish wish, String pointer, Set<Network> seen, Caller caller, Instant now) {
    String field = pointer + "/network";
    String text =
        TextRules.required(field, wish.network(), NETWORK_LENGTH).toLowerCase(Locale.ROOT);
    Network network =
        Network.parse(text)
            .orElseThrow(
                () ->
                    new InvalidFieldException(
                        field,
                        "must be a network such as 10.1.0.0/16 or fd12:3456::/32, with no bits set"
                            + " behind its length, or one address"));
    if (!seen.add(network)) {
      throw new InvalidFieldException(field, "is in the list already");
    }
    String note = TextRules.required(pointer + "/note", wish.note(), NOTE_LENGTH);
    return new AllowedNetwork(text, note, caller.actorName(), now);
  }
}
