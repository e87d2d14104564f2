package dev.pappus.admin.app;

import dev.pappus.account.TeamDesk;
import dev.pappus.account.TeamNotFoundException;
import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.PlanLock;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.AccessRule;
import dev.pappus.app.AppChange;
import dev.pappus.app.AppEditor;
import dev.pappus.app.AppTransfer;
import dev.pappus.app.PageLook;
import dev.pappus.plan.PlanFeature;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Permission;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Name, slug, access rule and ingest key of an app, and its end. */
@Named
@RequestScoped
public class AppSettingsView {
  private static final String PATH = "/app/settings.xhtml";

  /** The accent of our own style, for a start. */
  private static final String USUAL_COLOR = "#1c6b5e";

  @Inject CurrentApp current;
  @Inject CurrentMember member;
  @Inject AppEditor editor;
  @Inject AppTransfer transfer;
  @Inject TeamDesk teams;
  @Inject PlanLock lock;
  @Inject Notices notices;
  @Inject Words words;
  @Inject FacesContext faces;

  private String name = "";
  private String slug = "";
  private String access = "";
  private String password = "";
  private String confirmation = "";
  private String destination = "";
  private boolean ownColor;
  private String color = USUAL_COLOR;
  private String pageText = "";
  private boolean withoutBrand;
  private String pageLocked = "";

  @PostConstruct
  void load() {
    name = current.get().name();
    slug = current.get().slug();
    access = current.getChannel().access().wireName();
    PageLook look = current.get().look();
    ownColor = look.color() != null;
    color = look.color() == null ? USUAL_COLOR : look.color();
    pageText = look.text();
    withoutBrand = !look.brand();
    pageLocked = lock.of(current.get().teamId(), PlanFeature.CUSTOM_PAGE);
  }

  public List<AccessRule> getRules() {
    return List.of(AccessRule.values());
  }

  public void save() throws IOException {
    AppChange change =
        new AppChange(name, slug, AccessRule.ofWireName(access), textOrNull(password), null);
    apply(change);
  }

  /** How the install page looks. */
  public void savePage() throws IOException {
    AppChange.PageChange page =
        new AppChange.PageChange(ownColor ? color : "", pageText, !withoutBrand);
    apply(new AppChange(null, null, null, null, page));
  }

  private void apply(AppChange change) throws IOException {
    try {
      editor.change(member.caller(), current.id(), change);
      notices.good(words.of("settings.saved"));
      current.go(PATH);
    } catch (DomainException problem) {
      // stays on the page, with what was typed
      notices.bad(words.problem(problem));
    }
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  public void rotateIngestKey() throws IOException {
    editor.rotateIngestKey(member.caller(), current.id());
    notices.good(words.of("settings.keyRotated"));
    current.go(PATH);
  }

  /** Deletes the app, if its name was typed in to confirm it. */
  public void delete() throws IOException {
    if (!current.get().name().equals(confirmation.strip())) {
      notices.bad(words.of("settings.deleteMismatch"));
      return;
    }
    editor.delete(member.caller(), current.id());
    notices.good(words.of("settings.deleted", current.get().name()));
    faces
        .getExternalContext()
        .redirect(faces.getExternalContext().getRequestContextPath() + "/app/apps.xhtml");
    faces.responseComplete();
  }

  /** The member's other teams, to which it may give the app. */
  public List<Destination> getDestinations() {
    return teams.mine(member.caller()).stream()
        .filter(seat -> !seat.team().id().equals(member.caller().teamId()))
        .filter(seat -> seat.role() != null && seat.role().allows(Permission.TRANSFER_APP))
        .map(
            seat ->
                new Destination(PublicId.format(IdKind.TEAM, seat.team().id()), seat.team().name()))
        .toList();
  }

  /** A team that may get the app. */
  public record Destination(String id, String name) {}

  /** Gives the app to another team. */
  public void transfer() throws IOException {
    try {
      UUID team = PublicId.parse(IdKind.TEAM, destination).orElseThrow(TeamNotFoundException::new);
      transfer.transfer(member.caller(), current.id(), team);
      notices.good(words.of("settings.transferred"));
      faces
          .getExternalContext()
          .redirect(faces.getExternalContext().getRequestContextPath() + "/app/apps.xhtml");
      faces.responseComplete();
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
      current.go(PATH);
    }
  }

  /** Why the install page cannot be changed; "" if it can. */
  public String getPageLocked() {
    return pageLocked;
  }

  /** Whether the page looks as all do, so that there is nothing to take back. */
  public boolean isPageOurs() {
    return current.get().look().equals(PageLook.OURS);
  }

  public boolean isOwnColor() {
    return ownColor;
  }

  public void setOwnColor(boolean ownColor) {
    this.ownColor = ownColor;
  }

  public String getColor() {
    return color;
  }

  public void setColor(String color) {
    this.color = color;
  }

  public String getPageText() {
    return pageText;
  }

  public void setPageText(String pageText) {
    this.pageText = pageText;
  }

  public boolean isWithoutBrand() {
    return withoutBrand;
  }

  public void setWithoutBrand(boolean withoutBrand) {
    this.withoutBrand = withoutBrand;
  }

  public String getDestination() {
    return destination;
  }

  public void setDestination(String destination) {
    this.destination = destination;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getSlug() {
    return slug;
  }

  public void setSlug(String slug) {
    this.slug = slug;
  }

  public String getAccess() {
    return access;
  }

  public void setAccess(String access) {
    this.access = access;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getConfirmation() {
    return confirmation;
  }

  public void setConfirmation(String confirmation) {
    this.confirmation = confirmation;
  }
}
