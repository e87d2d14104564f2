package dev.pappus.admin.navigation;

import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The console's words, {@code labels.properties}, in the language of the request. */
@Named("t")
@RequestScoped
public class Words {
  @Inject Language language;

  /** A sentence; an unknown key stands for itself, so that it is seen. */
  public String of(String key, Object... arguments) {
    ResourceBundle labels = labels(language.getLocale());
    if (!labels.containsKey(key)) {
      return key;
    }
    String text = labels.getString(key);
    return arguments.length == 0
        ? text
        : new MessageFormat(text, language.getLocale()).format(arguments);
  }

  /** The word for a key, or another text where there is none. */
  public String orElse(String key, String otherwise) {
    ResourceBundle labels = labels(language.getLocale());
    return labels.containsKey(key) ? labels.getString(key) : otherwise;
  }

  /** What went wrong, in the reader's language where we have it, else in the domain's English. */
  public String problem(DomainException problem) {
    Map<String, Object> facts = problem.facts();
    return facts.get("unlockedBy") instanceof List<?> plans
        ? planProblem(problem.code(), facts, plans)
        : orElse("problem." + problem.code(), problem.detail());
  }

  /** What a plan does not allow, and what would. */
  private String planProblem(String code, Map<String, Object> facts, List<?> plans) {
    String what =
        facts.containsKey("what")
            ? "plan.limit." + facts.get("what")
            : "plan.feature." + facts.get("feature");
    String refused =
        of(
            "problem." + code,
            facts.getOrDefault("plan", ""),
            of(what),
            facts.getOrDefault("limit", ""));
    return plans.isEmpty()
        ? refused
        : refused
            + " "
            + of(
                "plan.unlockedBy",
                plans.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  static ResourceBundle labels(Locale language) {
    return ResourceBundle.getBundle(
        "dev.pappus.admin.labels",
        language,
        Words.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
