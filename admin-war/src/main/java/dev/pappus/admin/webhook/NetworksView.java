package dev.pappus.admin.webhook;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.shared.net.Network;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.webhook.endpoint.EndpointSettings;
import dev.pappus.webhook.network.AllowedNetwork;
import dev.pappus.webhook.network.AllowedNetworkEditor;
import dev.pappus.webhook.network.NetworkReach;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Administration: the networks that webhooks may reach although they are not public. */
@Named
@RequestScoped
public class NetworksView {
  private static final String PATH = "/webhook/networks.xhtml";

  /** Above it a number of addresses says nothing to anybody. */
  private static final int COUNTED_BITS = 32;

  @Inject CurrentMember member;
  @Inject AllowedNetworkEditor editor;
  @Inject EndpointSettings settings;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable List<AllowedNetwork> networks;
  private String network = "";
  private String note = "";
  private String fault = "";

  /**
   * A network that an administrator has opened.
   *
   * @param opens which addresses, in words
   * @param loopback whether this server itself is among them
   * @param metadata whether a cloud's metadata server is
   */
  public record Row(AllowedNetwork network, String opens, boolean loopback, boolean metadata) {}

  public List<Row> getRows() {
    return networks().stream()
        .flatMap(one -> one.range().stream().map(range -> row(one, NetworkReach.of(range))))
        .toList();
  }

  private Row row(AllowedNetwork one, NetworkReach reach) {
    return new Row(one, opens(reach), reach.loopback(), reach.metadata());
  }

  private String opens(NetworkReach reach) {
    String first = reach.first().getHostAddress();
    String last = reach.last().getHostAddress();
    if (first.equals(last)) {
      return words.of("networks.one", first);
    }
    return reach.addresses().bitLength() > COUNTED_BITS + 1
        ? words.of("networks.range", first, last)
        : words.of("networks.counted", reach.addresses(), first, last);
  }

  private List<AllowedNetwork> networks() {
    List<AllowedNetwork> known = networks;
    if (known == null) {
      known = editor.list(member.caller());
      networks = known;
    }
    return known;
  }

  /** Those of the setting, which cannot be changed here. */
  public List<String> getFixed() {
    return settings.allowedNetworks();
  }

  /** Opens a network; a mistake keeps the form, with what was typed. */
  public void add() throws IOException {
    try {
      editor.add(member.caller(), network, note);
      notices.good(words.of("networks.added"));
      again();
    } catch (InvalidFieldException invalid) {
      fault = words.of(mistake());
    } catch (DomainException problem) {
      fault = words.problem(problem);
    }
  }

  private String mistake() {
    if (networks().size() >= AllowedNetworkEditor.MOST) {
      return "networks.full";
    }
    if (Network.parse(network.strip()).isEmpty()) {
      return "networks.invalid";
    }
    return note.isBlank() || note.length() > AllowedNetworkEditor.NOTE_LENGTH
        ? "networks.noNote"
        : "networks.twice";
  }

  public void remove() throws IOException {
    try {
      editor.remove(member.caller(), request.getParameter("network"));
      notices.good(words.of("networks.removed"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    again();
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }

  /** What is wrong, "" if nothing is. */
  public String getFault() {
    return fault;
  }

  public String getNetwork() {
    return network;
  }

  public void setNetwork(String network) {
    this.network = network;
  }

  public String getNote() {
    return note;
  }

  public void setNote(String note) {
    this.note = note;
  }
}
