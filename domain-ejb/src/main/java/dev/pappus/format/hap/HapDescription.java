package dev.pappus.format.hap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of itself, whichever file says it: {@code module.json} (the stage model, API
 * 9 and up), {@code config.json} (the older model), or {@code pack.info} of an {@code .app}.
 *
 * @param label a text or a reference, {@code $string:app_name}
 * @param labelId the resource behind the reference, 0 if none
 * @param modules the names of the modules it holds
 * @param permissions as they are asked for, in order
 */
record HapDescription(
    @Nullable String bundleName,
    @Nullable String versionName,
    @Nullable String versionCode,
    boolean versionCodePresent,
    @Nullable String label,
    long labelId,
    @Nullable String icon,
    long iconId,
    @Nullable String minimumApi,
    @Nullable String targetApi,
    List<String> deviceTypes,
    List<String> modules,
    @Nullable String moduleType,
    @Nullable Boolean debug,
    @Nullable List<String> permissions) {

  /** Huawei, "module.json5 configuration file" and "app.json5 configuration file". */
  static HapDescription ofModule(BoundedJson json) {
    BoundedJson app = json.child("app");
    BoundedJson module = json.child("module");
    return new HapDescription(
        app.text("bundleName"),
        app.text("versionName"),
        app.number("versionCode"),
        app.has("versionCode"),
        app.text("label"),
        app.id("labelId"),
        app.text("icon"),
        app.id("iconId"),
        app.number("minAPIVersion"),
        app.number("targetAPIVersion"),
        module.texts("deviceTypes"),
        present(module.text("name")),
        module.text("type"),
        app.isTrue("debug"),
        names(module.children("requestPermissions")));
  }

  /** Huawei, "Application configuration file overview (FA model)". */
  static HapDescription ofConfig(BoundedJson json) {
    BoundedJson app = json.child("app");
    BoundedJson module = json.child("module");
    BoundedJson ability = mainAbility(module);
    return new HapDescription(
        app.text("bundleName"),
        app.child("version").text("name"),
        app.child("version").number("code"),
        app.child("version").has("code"),
        ability.text("label"),
        ability.id("labelId"),
        ability.text("icon"),
        ability.id("iconId"),
        app.child("apiVersion").number("compatible"),
        app.child("apiVersion").number("target"),
        module.texts("deviceType"),
        present(module.child("distro").text("moduleName")),
        module.child("distro").text("moduleType"),
        json.child("deviceConfig").child("default").isTrue("debug"),
        names(module.children("reqPermissions")));
  }

  /** Huawei, "pack.info"; it does not tell permissions, icons, nor texts of labels. */
  static HapDescription ofPackInfo(BoundedJson json) {
    BoundedJson summary = json.child("summary");
    BoundedJson app = summary.child("app");
    List<BoundedJson> modules = summary.children("modules");
    BoundedJson entry =
        modules.stream()
            .filter(module -> "entry".equals(module.child("distro").text("moduleType")))
            .findFirst()
            .or(() -> modules.stream().findFirst())
            .orElse(BoundedJson.EMPTY);
    Set<String> devices = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (BoundedJson module : modules) {
      devices.addAll(module.texts("deviceType"));
      names.addAll(present(module.child("distro").text("moduleName")));
    }
    return new HapDescription(
        app.text("bundleName"),
        app.child("version").text("name"),
        app.child("version").number("code"),
        app.child("version").has("code"),
        mainAbility(entry).text("label"),
        0,
        null,
        0,
        entry.child("apiVersion").number("compatible"),
        entry.child("apiVersion").number("target"),
        List.copyOf(devices),
        List.copyOf(names),
        entry.child("distro").text("moduleType"),
        null,
        null);
  }

  /** A bundle's description with what only the module that people start can tell. */
  HapDescription completedBy(HapDescription entry) {
    return new HapDescription(
        bundleName,
        versionName,
        versionCode,
        versionCodePresent,
        entry.label,
        entry.labelId,
        entry.icon,
        entry.iconId,
        entry.minimumApi == null ? minimumApi : entry.minimumApi,
        entry.targetApi == null ? targetApi : entry.targetApi,
        deviceTypes,
        modules,
        moduleType,
        entry.debug,
        entry.permissions);
  }

  /** A name that begins with a dot is one below the module's package. */
  private static BoundedJson mainAbility(BoundedJson module) {
    String main = module.text("mainAbility");
    List<BoundedJson> abilities = module.children("abilities");
    return abilities.stream()
        .filter(ability -> main != null && main.equals(ability.text("name")))
        .findFirst()
        .or(() -> abilities.stream().findFirst())
        .orElse(BoundedJson.EMPTY);
  }

  private static List<String> present(@Nullable String text) {
    return Stream.ofNullable(text).toList();
  }

  private static List<String> names(List<BoundedJson> permissions) {
    List<String> names = new ArrayList<>();
    for (BoundedJson permission : permissions) {
      names.addAll(present(permission.text("name")));
    }
    return names;
  }
}
