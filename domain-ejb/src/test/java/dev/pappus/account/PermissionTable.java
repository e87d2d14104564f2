package dev.pappus.account;

import dev.pappus.shared.security.Grants;
import dev.pappus.shared.security.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/permissions.md}: which permission each route and page of the console needs. */
public final class PermissionTable {
  private static final Path DOCUMENT = Path.of("..", "docs", "permissions.md");
  private static final Pattern ROUTE =
      Pattern.compile("(?m)^\\| `([A-Z]+) (/[^`]*)` \\| `([a-z -]+)` \\| ([^|]*)\\|$");
  private static final Pattern PAGE = Pattern.compile("(?m)^\\| `(/[^`]*)` \\| `([a-z -]+)` \\|$");

  private PermissionTable() {}

  /**
   * A route.
   *
   * @param path with names of parameters in braces
   * @param needed as the page says it: a permission, {@code anybody} or {@code anybody known}
   * @param wholeTeam whether the permission must be held for the whole team
   */
  public record Route(String method, String path, String needed, boolean wholeTeam) {
    public boolean isOpen() {
      return needed.equals("anybody");
    }

    /** Empty if no permission is asked for. */
    public Optional<Permission> permission() {
      return PermissionTable.permission(needed);
    }

    /** Whether somebody known may call it at all. */
    public boolean lets(Grants grants) {
      return permission()
          .map(it -> wholeTeam ? grants.allows(it) : grants.allowsSomewhere(it))
          .orElse(true);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /**
   * A page of the console.
   *
   * @param path below the console
   */
  public record Page(String path, String needed) {
    /** Empty if everybody may open it. */
    public Optional<Permission> permission() {
      return PermissionTable.permission(needed);
    }
  }

  public static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Matcher row = ROUTE.matcher(text());
    while (row.find()) {
      routes.add(
          new Route(row.group(1), row.group(2), row.group(3), row.group(4).strip().equals("team")));
    }
    return routes;
  }

  public static List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    Matcher row = PAGE.matcher(text());
    while (row.find()) {
      pages.add(new Page(row.group(1), row.group(2)));
    }
    return pages;
  }

  /** What a table of yes and nothing says in a column: the permissions with a yes. */
  static List<String> yes(String heading, String column) {
    List<String> lines = text().lines().toList();
    int at = lines.indexOf("## " + heading) + 2;
    List<String> columns = cells(lines.get(at));
    int index = columns.indexOf(column);
    List<String> found = new ArrayList<>();
    for (int i = at + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.get(index).equals("yes")) {
        found.add(cells.get(0).replace("`", ""));
      }
    }
    return found;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).skip(1).map(String::strip).toList();
  }

  private static Optional<Permission> permission(String name) {
    return Arrays.stream(Permission.values()).filter(it -> it.wireName().equals(name)).findFirst();
  }

  private static String text() {
    try {
      return Files.readString(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
