package dev.pappus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.pappus.HouseRules;
import dev.pappus.app.Slug;
import dev.pappus.shared.problem.DomainException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The install page of an app stands at its slug, so no slug may be the beginning of a route. */
class ReservedPathsTest {

  @Test
  void leavesNoRouteToASlug() {
    Set<String> segments = firstSegments();

    assertThat(segments).contains("api", "bin", "openapi", "assets");
    assertThat(segments)
        .allSatisfy(
            segment ->
                assertThatThrownBy(() -> Slug.checked(segment))
                    .as(segment)
                    .isInstanceOf(DomainException.class));
  }

  private static Set<String> firstSegments() {
    Set<String> segments = new TreeSet<>();
    for (JavaClass type : HouseRules.production()) {
      type.tryGetAnnotationOfType(WebServlet.class)
          .ifPresent(
              servlet -> {
                collect(segments, servlet.urlPatterns());
                collect(segments, servlet.value());
              });
      type.tryGetAnnotationOfType(WebFilter.class)
          .filter(filter -> type.getPackageName().startsWith("dev.pappus.rest"))
          .ifPresent(filter -> collect(segments, filter.value()));
      type.tryGetAnnotationOfType(Path.class).ifPresent(path -> collect(segments, path.value()));
      type.getMethods()
          .forEach(
              method -> {
                String base = type.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("/");
                if (base.equals("/")) {
                  method
                      .tryGetAnnotationOfType(Path.class)
                      .ifPresent(path -> collect(segments, path.value()));
                }
              });
    }
    return segments;
  }

  private static void collect(Set<String> segments, String... paths) {
    for (String path : paths) {
      String first = path.replaceFirst("^/", "").replaceFirst("/.*$", "");
      if (!first.isEmpty() && !first.contains("{") && !first.contains("*")) {
        segments.add(first);
      }
    }
  }
}
