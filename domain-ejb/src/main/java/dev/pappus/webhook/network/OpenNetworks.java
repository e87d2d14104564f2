package dev.pappus.webhook.network;

import dev.pappus.shared.net.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;

/**
 * The opened networks in this node's memory, where every attempt looks. Read with the node's
 * heartbeat, so that what an administrator changes on any node counts on all within seconds; until
 * the first heartbeat nothing is open.
 */
@ApplicationScoped
public class OpenNetworks {
  @Inject AllowedNetworkRepository repository;

  private volatile List<Network> networks = List.of();

  /** Whether an address lies in one of them. */
  public boolean contain(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Reads them anew.
   *
   * @throws dev.pappus.shared.problem.UnavailableException if the database does not answer
   */
  public void refresh() {
    networks(repository.get().list());
  }

  void networks(List<AllowedNetwork> list) {
    networks = list.stream().flatMap(network -> network.range().stream()).toList();
  }
}
