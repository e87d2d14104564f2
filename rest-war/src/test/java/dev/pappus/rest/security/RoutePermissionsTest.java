package dev.pappus.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.pappus.HouseRules;
import dev.pappus.account.PermissionTable;
import dev.pappus.shared.security.Permission;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No route without a row in {@code docs/permissions.md}, and no row without a route. */
class RoutePermissionsTest {

  @Test
  void everyRouteHasItsRow() {
    Set<String> rows =
        PermissionTable.routes().stream()
            .map(PermissionTable.Route::toString)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> coded = routes(type -> true, method -> true);
    house().flatMap(RoutePermissionsTest::servlet).forEach(coded::add);
    assertThat(rows).isEqualTo(coded);
  }

  @Test
  void thoseThatStandOpenSayItInTheCode() {
    Set<String> open =
        PermissionTable.routes().stream()
            .filter(PermissionTable.Route::isOpen)
            .map(PermissionTable.Route::toString)
            .filter(route -> route.contains(" /api/") && !route.startsWith("ANY"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(open)
        .isEqualTo(routes(type -> type.isAnnotatedWith(Anonymous.class), method -> true));
  }

  @Test
  void anIngestKeyOpensReportsAlone() {
    Set<String> reports =
        PermissionTable.routes().stream()
            .filter(route -> route.permission().equals(Optional.of(Permission.REPORT)))
            .map(PermissionTable.Route::toString)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(reports)
        .isEqualTo(routes(type -> true, method -> method.isAnnotatedWith(AcceptsIngestKey.class)));
  }

  private static Set<String> routes(Predicate<JavaClass> types, Predicate<JavaMethod> methods) {
    return house()
        .filter(types)
        .flatMap(
            type ->
                type.getMethods().stream().filter(methods).flatMap(method -> route(type, method)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JavaClass> house() {
    return HouseRules.production().stream()
        .filter(type -> type.getPackageName().startsWith("dev.pappus.rest"));
  }

  private static Stream<String> servlet(JavaClass type) {
    return type.tryGetAnnotationOfType(WebServlet.class).stream()
        .flatMap(it -> Stream.concat(Stream.of(it.value()), Stream.of(it.urlPatterns())))
        .map(pattern -> (pattern.equals("/openapi") ? "GET " : "ANY ") + pattern);
  }

  private static Stream<String> route(JavaClass type, JavaMethod method) {
    String root = type.tryGetAnnotationOfType(Path.class).map(Path::value).orElse(null);
    if (root == null) {
      return Stream.empty();
    }
    String below = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    String path =
        ("/" + root + "/" + below)
            .replaceAll("/+", "/")
            .replaceAll("(?<=.)/$", "")
            .replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    return method.getAnnotations().stream()
        .flatMap(
            it ->
                it.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream()
                    .map(HttpMethod::value))
        .map(verb -> verb + " " + path);
  }
}
