package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.HouseRules;
import dev.pappus.account.PermissionTable;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No page without a permission, and none that {@code docs/permissions.md} does not name. */
class ConsolePagesTest {

  @Test
  void everyPageIsInTheList() throws IOException {
    Set<String> listed = new TreeSet<>(ConsolePages.NEEDED.keySet());
    listed.addAll(ConsolePages.OPEN);

    assertThat(listed).isEqualTo(pages());
  }

  private static Set<String> pages() throws IOException {
    Path top = Path.of("src/main/webapp");
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(top)) {
      files
          .map(file -> "/" + top.relativize(file).toString().replace('\\', '/'))
          .filter(path -> path.endsWith(".xhtml") && !path.startsWith("/WEB-INF/"))
          .forEach(pages::add);
    }
    HouseRules.production().stream()
        .filter(type -> type.getPackageName().startsWith("dev.pappus.admin"))
        .flatMap(type -> type.tryGetAnnotationOfType(WebServlet.class).stream())
        .flatMap(it -> Stream.concat(Stream.of(it.value()), Stream.of(it.urlPatterns())))
        .forEach(pages::add);
    return pages;
  }

  @Test
  void theTableTellsTheSame() {
    Map<String, String> told =
        PermissionTable.pages().stream()
            .collect(
                Collectors.toMap(
                    PermissionTable.Page::path,
                    PermissionTable.Page::needed,
                    (one, other) -> one,
                    TreeMap::new));
    Map<String, String> coded = new TreeMap<>();
    ConsolePages.NEEDED.forEach((page, needed) -> coded.put(page, needed.wireName()));
    ConsolePages.OPEN.forEach(page -> coded.put(page, "anybody"));

    assertThat(told).isEqualTo(coded);
  }

  @Test
  void theContainerLetsStrangersOpenTheSamePages() throws IOException {
    String webXml = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));
    String open = webXml.substring(webXml.indexOf("<web-resource-name>open<"));

    assertThat(ConsolePages.OPEN)
        .allSatisfy(page -> assertThat(open).contains("<url-pattern>" + page + "</url-pattern>"));
  }
}
