package dev.pappus.rest.pgyer;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildRepository;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.page.NumberedPage;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Builds and apps as this dialect shows them. Numbers are texts, since clients with types read
 * every member as one; times are {@code yyyy-MM-dd HH:mm:ss} in the zone of whoever asks. What we
 * do not have is "" and never absent.
 */
@ApplicationScoped
class PgyerAnswers {
  static final int PAGE_SIZE = 20;

  /** As many older builds as the vendor tells of with one. */
  private static final int OTHERS = 10;

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final String YES = "1";
  private static final String NO = "0";

  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject PublicUrls urls;

  /** A build as uploads and lists show it. */
  JsonObjectBuilder build(BuildInContext found, ZoneId zone) {
    Build build = found.build();
    boolean newest =
        builds.latest(found.app().id()).filter(latest -> latest.equals(build)).isPresent();
    return build(found.app(), build, newest, builds.hasIcon(build.id()), zone);
  }

  private JsonObjectBuilder build(App app, Build build, boolean newest, boolean icon, ZoneId zone) {
    String key = HexKey.of(build.id());
    return JsonParts.object()
        .add("buildKey", key)
        .add("buildType", type(app.platform()))
        .add("buildIsFirst", build.number() == 1 ? YES : NO)
        .add("buildIsLastest", newest ? YES : NO)
        .add("buildFileKey", key + "." + extension(build.fileName()))
        .add("buildFileName", build.fileName())
        .add("buildFileSize", Long.toString(build.sizeBytes()))
        .add("buildName", app.name())
        .add("buildVersion", build.version())
        .add("buildVersionNo", build.versionCode())
        .add("buildBuildVersion", Long.toString(build.number()))
        .add("buildIdentifier", app.bundleId())
        .add("buildIcon", icon ? key : "")
        .add("buildDescription", "")
        .add("buildUpdateDescription", build.notes())
        .add("buildScreenshots", "")
        .add("buildShortcutUrl", app.slug())
        .add("buildCreated", local(build.createdAt(), zone))
        .add("buildUpdated", local(build.createdAt(), zone))
        .add("buildQRCodeURL", urls.qrCode(app.slug(), id(build)));
  }

  /** 1 and 2 are the vendor's; it tells no number for the others. */
  private static String type(Platform platform) {
    return switch (platform) {
      case IOS -> "1";
      case ANDROID -> "2";
      case HARMONYOS -> "3";
      case FILE -> "4";
    };
  }

  private static String extension(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String local(Instant instant, ZoneId zone) {
    return LOCAL_TIME.format(instant.atZone(zone));
  }

  private static String id(Build build) {
    return PublicId.format(IdKind.BUILD, build.id());
  }

  /** A build with its app and the builds before it. */
  JsonObjectBuilder view(BuildInContext found, ZoneId zone) {
    App app = found.app();
    Build build = found.build();
    JsonArrayBuilder others = JsonParts.array();
    builds.page(app.id(), new NumberedPage(1, OTHERS)).stream()
        .filter(other -> !other.equals(build))
        .forEach(other -> others.add(other(app, other, zone)));
    return build(found, zone)
        .add("iconUrl", builds.hasIcon(build.id()) ? urls.icon(app.slug(), id(build)) : "")
        .add("buildScreenshotsUrl", JsonParts.array())
        .add("buildCates", "")
        .add("buildSignatureType", "")
        .add("buildIsAcceptFeedback", YES)
        .add("buildIsUploadCrashlog", YES)
        .add("buildAdhocUuids", "")
        .add("buildTemplate", "")
        .add("buildInstallType", UploadFields.installType(found.channel().access()))
        // only its hash is kept
        .add("buildPassword", "")
        .add("isOwner", YES)
        .add("isJoin", NO)
        .add("appKey", HexKey.of(app.id()))
        .add("appExpiredDate", "")
        .add("isImmediatelyExpired", NO)
        .add("appExpiredStatus", NO)
        .add("otherApps", others)
        .add("otherAppsCount", Long.toString(builds.count(app.id()) - 1))
        .add("todayDownloadCount", "")
        .add("appAutoSync", NO)
        .add("appShowPgyerCopyright", NO)
        .add("appLang", "")
        .add("appIsInstallDate", NO)
        .add("appInstallStartDate", "")
        .add("appInstallEndDate", "");
  }

  private static JsonObjectBuilder other(App app, Build build, ZoneId zone) {
    return JsonParts.object()
        .add("buildKey", HexKey.of(build.id()))
        .add("buildName", app.name())
        .add("buildVersion", build.version())
        .add("buildBuildVersion", Long.toString(build.number()))
        .add("buildIdentifier", app.bundleId())
        .add("buildCreated", local(build.createdAt(), zone))
        .add("buildUpdateDescription", build.notes());
  }

  /** A page of an app's builds. */
  JsonObject builds(App app, NumberedPage page, ZoneId zone) {
    List<Build> shown = builds.page(app.id(), page);
    Set<UUID> icons = builds.withIcon(shown.stream().map(Build::id).toList());
    UUID newest = builds.latest(app.id()).map(Build::id).orElse(null);
    JsonArrayBuilder list = JsonParts.array();
    shown.forEach(
        build ->
            list.add(
                build(app, build, build.id().equals(newest), icons.contains(build.id()), zone)));
    long pages = (builds.count(app.id()) + page.size() - 1) / page.size();
    return JsonParts.object()
        .add("pageCount", Math.max(1, pages))
        .add("currentPage", page.number())
        .add("list", list)
        .build();
  }

  /** A page of apps, each with its newest build; one that has none is left out. */
  JsonObject apps(List<App> shown, ZoneId zone) {
    List<UUID> ids = shown.stream().map(App::id).toList();
    Map<UUID, Build> newest = builds.latestOf(ids);
    Map<UUID, Channel> channels = apps.defaultChannels(ids);
    Set<UUID> icons =
        builds.withIcon(newest.values().stream().map(Build::id).collect(Collectors.toSet()));
    JsonArrayBuilder list = JsonParts.array();
    for (App app : shown) {
      Optional.ofNullable(newest.get(app.id()))
          .ifPresent(
              build ->
                  list.add(
                      build(app, build, true, icons.contains(build.id()), zone)
                          .add("appKey", HexKey.of(app.id()))
                          .add(
                              "buildInstallType",
                              Optional.ofNullable(channels.get(app.id()))
                                  .map(channel -> UploadFields.installType(channel.access()))
                                  .orElse(""))
                          .add("buildPassword", "")));
    }
    return JsonParts.object().add("list", list).build();
  }

  /**
   * Whether there is something newer.
   *
   * @param downloadUrl where a device gets it
   */
  JsonObject check(BuildInContext found, boolean newer, String downloadUrl) {
    App app = found.app();
    Build build = found.build();
    String page = urls.installPage(app.slug());
    boolean icon = builds.hasIcon(build.id());
    return JsonParts.object()
        .add("buildBuildVersion", Long.toString(build.number()))
        .add("forceUpdateVersion", "")
        .add("forceUpdateVersionNo", "")
        .add("needForceUpdate", false)
        .add("downloadURL", downloadUrl)
        .add("buildHaveNewVersion", newer)
        .add("buildVersionNo", build.versionCode())
        .add("buildVersion", build.version())
        .add("buildDescription", "")
        .add("buildUpdateDescription", build.notes())
        .add("buildShortcutUrl", page)
        .add("appURl", page)
        .add("appKey", HexKey.of(app.id()))
        .add("buildKey", HexKey.of(build.id()))
        .add("buildName", app.name())
        .add("buildIcon", icon ? urls.icon(app.slug(), id(build)) : "")
        .add("buildFileKey", HexKey.of(build.id()) + "." + extension(build.fileName()))
        .add("buildFileSize", Long.toString(build.sizeBytes()))
        .build();
  }
}
