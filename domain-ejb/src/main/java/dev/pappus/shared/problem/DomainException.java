package dev.pappus.shared.problem;

import jakarta.ejb.ApplicationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal with a stable code and a sentence that is safe to show. Rolls the transaction back.
 *
 * <p>Subclasses name what is wrong ({@code WebhookLimitException}); the code is part of our public
 * contract and listed in {@code docs/problems.md}.
 */
@ApplicationException(rollback = true)
public class DomainException extends RuntimeException {
  private final String code;
  private final ProblemKind kind;
  private final String title;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /**
   * @param kind what sort of refusal
   * @param code stable, lower case with hyphens
   * @param title short, the same for every occurrence
   * @param detail one sentence for this occurrence, safe to show
   */
  public DomainException(ProblemKind kind, String code, String title, String detail) {
    super(detail);
    this.kind = kind;
    this.code = code;
    this.title = title;
  }

  /** Adds a fact that is safe to show: text, number, boolean, or a list of maps of these. */
  public DomainException with(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  public String code() {
    return code;
  }

  public ProblemKind kind() {
    return kind;
  }

  public String title() {
    return title;
  }

  /** The sentence for this occurrence, safe to show. */
  public String detail() {
    String message = getMessage();
    return message == null ? title : message;
  }

  public Map<String, Object> facts() {
    return Collections.unmodifiableMap(facts);
  }
}
