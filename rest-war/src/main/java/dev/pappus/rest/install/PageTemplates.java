package dev.pappus.rest.install;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The HTML templates of this folder, {@code <name>.mustache}, and those of others by their whole
 * path. Every value is escaped; {@code {{t.key}}} is a word of {@code labels.properties}.
 */
@ApplicationScoped
class PageTemplates {
  private static final String STYLE = "/assets/install.css";

  @Inject ServletContext context;

  private final Map<String, Template> compiled = new ConcurrentHashMap<>();
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** A page in one language. */
  String render(String name, Locale language, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("t", labels(language));
    all.put("lang", language.toLanguageTag());
    all.put("style", STYLE + "?v=" + versions.computeIfAbsent(STYLE, this::version));
    return compiled.computeIfAbsent(name, PageTemplates::compile).execute(all);
  }

  private static Template compile(String name) {
    Mustache.Compiler compiler =
        Mustache.compiler().emptyStringIsFalse(true).withLoader(PageTemplates::open);
    try (Reader source = open(name)) {
      return compiler.compile(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(String name) {
    InputStream source = PageTemplates.class.getResourceAsStream(name + ".mustache");
    if (source == null) {
      throw new IllegalStateException("There is no template " + name);
    }
    return new InputStreamReader(source, StandardCharsets.UTF_8);
  }

  static Map<String, String> labels(Locale language) {
    return labels(PageTemplates.class, language);
  }

  /** The words beside a class. */
  static Map<String, String> labels(Class<?> place, Locale language) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            place.getPackageName() + ".labels",
            language,
            PageTemplates.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return bundle.keySet().stream()
        .collect(Collectors.toMap(Function.identity(), bundle::getString));
  }

  /** Names the content of a file, so that browsers may keep it until it is another. */
  private String version(String path) {
    try (InputStream file = context.getResourceAsStream(path)) {
      CRC32 crc = new CRC32();
      crc.update(file == null ? new byte[0] : file.readAllBytes());
      return Long.toHexString(crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
