package dev.pappus.format.apk;

import dev.pappus.format.AndroidAttributes;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.apk.BinaryXml.Element;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a person enters an app: the activity that a launcher starts, and the links that browsers hand
 * to it (developer.android.com/training/app-links/deep-linking).
 */
final class ManifestEntrances {
  private static final int MAX_DATA_ELEMENTS = 1000;
  private static final int MAX_LINKS = 100;

  private final BiFunction<Element, Integer, @Nullable String> text;
  private final TreeSet<String> links = new TreeSet<>();
  private int dataElements;
  private @Nullable Element component;
  private @Nullable Element launcher;
  private boolean television;

  // the filter that is being read
  private boolean view;
  private boolean browsable;
  private final Set<String> schemes = new TreeSet<>();
  private final Set<String> hosts = new TreeSet<>();

  /**
   * @param text the text of an element's attribute, references resolved
   */
  ManifestEntrances(BiFunction<Element, Integer, @Nullable String> text) {
    this.text = text;
  }

  /** Looks at an element anywhere in the manifest. */
  void start(int depth, Element element) {
    if (depth <= 3) {
      endFilter();
    }
    if (depth == 2) {
      boolean entrance = element.isNamed("activity") || element.isNamed("activity-alias");
      component = entrance ? element : null;
    } else if (depth == 4 && component != null) {
      readFilter(component, element);
    }
  }

  private void readFilter(Element owner, Element element) {
    if (element.isNamed("category")) {
      browsable |= element.says(AndroidAttributes.NAME, "android.intent.category.BROWSABLE");
      television |=
          element.says(AndroidAttributes.NAME, "android.intent.category.LEANBACK_LAUNCHER");
      if (launcher == null
          && element.says(AndroidAttributes.NAME, "android.intent.category.LAUNCHER")) {
        launcher = owner;
      }
    } else if (element.isNamed("action")) {
      view |= element.says(AndroidAttributes.NAME, "android.intent.action.VIEW");
    } else if (element.isNamed("data") && dataElements++ < MAX_DATA_ELEMENTS) {
      add(schemes, text.apply(element, AndroidAttributes.SCHEME));
      add(hosts, text.apply(element, AndroidAttributes.HOST));
    }
  }

  private static void add(Set<String> texts, @Nullable String text) {
    // Links with longer parts are told nowhere.
    if (text != null && !text.isEmpty() && text.length() <= PackageFacts.MAX_TEXT_LENGTH) {
      texts.add(text);
    }
  }

  /** Within one filter every scheme goes with every host. */
  private void endFilter() {
    if (view && browsable) {
      for (String scheme : schemes) {
        if (hosts.isEmpty()) {
          addLink(scheme + "://");
        }
        for (String host : hosts) {
          addLink(scheme + "://" + host);
        }
      }
    }
    view = false;
    browsable = false;
    schemes.clear();
    hosts.clear();
  }

  private void addLink(String link) {
    if (links.size() < MAX_LINKS) {
      links.add(link);
    }
  }

  /** Patterns such as {@code https://example.org} or {@code demo://}, by name. */
  Collection<String> deepLinks() {
    endFilter();
    return links;
  }

  /** The full name of the class that a launcher starts; null if there is none. */
  @Nullable String launcherActivity(@Nullable String packageName) {
    String name = launcher == null ? null : text.apply(launcher, AndroidAttributes.NAME);
    if (name == null || packageName == null) {
      return name;
    }
    if (name.startsWith(".")) {
      return packageName + name;
    }
    return name.indexOf('.') < 0 ? packageName + "." + name : name;
  }

  /** Whether only the launcher of a television starts it. */
  boolean isTelevisionOnly() {
    return television && launcher == null;
  }
}
