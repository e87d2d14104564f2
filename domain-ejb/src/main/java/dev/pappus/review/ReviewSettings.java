package dev.pappus.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the installation asks of uploads; a wrong value stops the deployment. */
@ApplicationScoped
public class ReviewSettings {
  private static final String REQUIRED = "required";

  /**
   * {@code required}: a team accepts the guidelines before it uploads; {@code off}. Default off.
   * Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.review.guidelines", defaultValue = "off")
  String guidelines = "off";

  /** Properties in UTF-8 with other guidelines, read at the start. Default none. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.review.guidelines-file")
  Optional<String> guidelinesFile = Optional.empty();

  /**
   * Which builds wait for an approval: {@code off}, {@code first}, {@code all}. Default off. Since
   * 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.review.approval", defaultValue = "off")
  String approval = "off";

  private @Nullable Guidelines text;

  /**
   * @throws IllegalStateException with one sentence about the first wrong value
   */
  public void check() {
    if (!guidelines.equals("off") && !guidelines.equals(REQUIRED)) {
      throw new IllegalStateException(
          "pappus.review.guidelines is " + guidelines + "; it must be off or required");
    }
    if (Arrays.stream(Approval.values())
        .noneMatch(known -> known.name().toLowerCase(Locale.ROOT).equals(approval))) {
      throw new IllegalStateException(
          "pappus.review.approval is " + approval + "; it must be off, first or all");
    }
    text();
  }

  boolean guidelinesRequired() {
    return guidelines.equals(REQUIRED);
  }

  /** Which builds wait. */
  public Approval approval() {
    return Approval.valueOf(approval.toUpperCase(Locale.ROOT));
  }

  /** The guidelines in force. */
  synchronized Guidelines text() {
    if (text == null) {
      text = read();
    }
    return text;
  }

  private Guidelines read() {
    try (Reader source = open()) {
      return Guidelines.read(source);
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "pappus.review.guidelines-file cannot be read: " + guidelinesFile.orElse(""), unreadable);
    }
  }

  private Reader open() throws IOException {
    if (guidelinesFile.isPresent()) {
      return Files.newBufferedReader(Path.of(guidelinesFile.get()));
    }
    InputStream own = ReviewSettings.class.getResourceAsStream("guidelines.properties");
    if (own == null) {
      throw new IllegalStateException("Our own guidelines are missing");
    }
    return new InputStreamReader(own, StandardCharsets.UTF_8);
  }
}
