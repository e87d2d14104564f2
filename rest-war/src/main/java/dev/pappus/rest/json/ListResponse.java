package dev.pappus.rest.json;

import dev.pappus.shared.page.Page;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list. */
public record ListResponse<T>(
    @Schema(description = "Newest first") List<T> items,
    @Schema(
            nullable = true,
            description = "Where the next page begins: send it as `cursor`; null at the end")
        @Nullable String next) {

  /** Shows a page's items in their outward form. */
  public static <E, T> ListResponse<T> of(Page<E> page, Function<? super E, ? extends T> form) {
    return new ListResponse<>(page.items().stream().<T>map(form).toList(), page.next());
  }
}
