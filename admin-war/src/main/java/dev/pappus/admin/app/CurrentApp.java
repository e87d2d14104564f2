package dev.pappus.admin.app;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.app.App;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The app that a page is about: {@code ?app=app_…}. */
@Named
@RequestScoped
public class CurrentApp {
  private static final String PARAMETER = "app";

  @Inject CurrentMember member;
  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject IconUrls icons;
  @Inject PublicUrls urls;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable App app;
  private @Nullable Channel channel;
  private @Nullable Build latest;
  private boolean latestRead;

  /**
   * Before a page is shown: answers 404 where there is no such app, 403 where it is not for him.
   */
  public void open() throws IOException {
    try {
      get();
    } catch (AccessDeniedException refused) {
      faces.getExternalContext().responseSendError(HttpServletResponse.SC_FORBIDDEN, "");
      faces.responseComplete();
    } catch (AppNotFoundException unknown) {
      faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
      faces.responseComplete();
    }
  }

  /**
   * @throws AppNotFoundException {@code app-not-found}
   */
  public App get() {
    if (app == null) {
      String given = request.getParameter(PARAMETER);
      UUID id =
          Optional.ofNullable(given)
              .flatMap(text -> PublicId.parse(IdKind.APP, text))
              .orElseThrow(AppNotFoundException::new);
      app = apps.get(member.caller(), member.needed(), id);
    }
    return app;
  }

  /** Whether the member may do something with this app, by the permission's name. */
  public boolean may(String permission) {
    return member.caller().grants().allows(Permission.valueOf(permission), id());
  }

  /** Whether the address names an app, be it there or not. */
  public boolean isNamed() {
    return request.getParameter(PARAMETER) != null;
  }

  public UUID id() {
    return get().id();
  }

  public String getPublicId() {
    return PublicId.format(IdKind.APP, id());
  }

  public Channel getChannel() {
    if (channel == null) {
      channel = apps.defaultChannel(id());
    }
    return channel;
  }

  public @Nullable Build getLatest() {
    if (!latestRead) {
      latest = builds.latest(id()).orElse(null);
      latestRead = true;
    }
    return latest;
  }

  public String getInstallUrl() {
    return urls.installPage(get().slug());
  }

  /** Of the newest build, as a path on this server; "" if there is none. */
  public String getIconUrl() {
    return icons.of(get(), getLatest());
  }

  /** A page about this app, below the console. */
  public String page(String path) {
    return request.getContextPath() + path + "?" + PARAMETER + "=" + getPublicId();
  }

  /** Goes to a page about this app. */
  public void go(String path) throws IOException {
    faces.getExternalContext().redirect(page(path));
    faces.responseComplete();
  }
}
