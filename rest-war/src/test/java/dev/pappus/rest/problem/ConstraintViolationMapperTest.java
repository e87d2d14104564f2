package dev.pappus.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.problem.DomainException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConstraintViolationMapperTest {
  private static final Path.Node METHOD = node(ElementKind.METHOD, "create", null);
  private static final Path.Node BODY = node(ElementKind.PARAMETER, "request", null);

  @Test
  void pointsIntoTheBody() {
    Path path = path(METHOD, BODY, node(ElementKind.PROPERTY, "name", null));

    assertThat(ConstraintViolationMapper.pointerOf(path)).isEqualTo("/name");
  }

  @Test
  void pointsAtAnItemOfAList() {
    Path path =
        path(
            METHOD,
            BODY,
            node(ElementKind.PROPERTY, "events", null),
            node(ElementKind.CONTAINER_ELEMENT, "<list element>", 2));

    assertThat(ConstraintViolationMapper.pointerOf(path)).isEqualTo("/events/2");
  }

  @Test
  void sortsWhatTheServersFindInDifferentOrders() {
    ConstraintViolation<?> slug = violation("slug", "too long");
    ConstraintViolation<?> name = violation("name", "must not be empty");

    DomainException one = ConstraintViolationMapper.refusalOf(List.of(slug, name));
    DomainException other = ConstraintViolationMapper.refusalOf(List.of(name, slug));

    assertThat(one.code()).isEqualTo("field-invalid");
    assertThat(one.detail()).isEqualTo("name: must not be empty");
    assertThat(one.facts()).isEqualTo(other.facts());
  }

  @Test
  void callsAMissingBodyInvalidJson() {
    ConstraintViolation<?> missing = violation(path(METHOD, BODY), "must not be null");

    assertThat(ConstraintViolationMapper.refusalOf(List.of(missing)).code())
        .isEqualTo("json-invalid");
  }

  private static ConstraintViolation<?> violation(String property, String message) {
    return violation(path(METHOD, BODY, node(ElementKind.PROPERTY, property, null)), message);
  }

  private static ConstraintViolation<?> violation(Path path, String message) {
    return (ConstraintViolation<?>)
        Proxy.newProxyInstance(
            ConstraintViolationMapperTest.class.getClassLoader(),
            new Class<?>[] {ConstraintViolation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getPropertyPath" -> path;
                  case "getMessage" -> message;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Path path(Path.Node... nodes) {
    return new Path() {
      @Override
      public Iterator<Node> iterator() {
        return List.of(nodes).iterator();
      }
    };
  }

  private static Path.Node node(ElementKind kind, String name, @Nullable Integer index) {
    return (Path.Node)
        Proxy.newProxyInstance(
            ConstraintViolationMapperTest.class.getClassLoader(),
            new Class<?>[] {Path.Node.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getKind" -> kind;
                  case "getName" -> name;
                  case "getIndex" -> index;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
