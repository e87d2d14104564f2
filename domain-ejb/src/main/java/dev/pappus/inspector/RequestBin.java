package dev.pappus.inspector;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A URL of our own that takes every request, keeps the newest ones to be looked at, and answers by
 * a script. It lives until {@link #expiresAt}, which every change puts off.
 */
@Entity
@Table(name = "request_bin")
public class RequestBin extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  private String name;
  private String token;
  private String script;

  @Column(name = "script_step")
  private int scriptStep;

  @Column(name = "delay_ms")
  private int delayMs;

  @Column(name = "answer_body")
  private String answerBody;

  private long received;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected RequestBin() {}

  RequestBin(UUID teamId, String token, BinContent content, Instant now, Instant expiresAt) {
    super(now);
    this.teamId = teamId;
    this.token = token;
    this.name = content.name();
    this.script = content.script().toString();
    this.delayMs = (int) content.delay().toMillis();
    this.answerBody = content.answerBody();
    this.expiresAt = expiresAt;
  }

  /** Takes what was decided; a script that is given begins anew. */
  void change(BinContent content, boolean restart, Instant newExpiry) {
    name = content.name();
    script = content.script().toString();
    delayMs = (int) content.delay().toMillis();
    answerBody = content.answerBody();
    expiresAt = newExpiry;
    if (restart) {
      scriptStep = 0;
    }
  }

  /** Counts a request and tells its answer; to be called under the row's lock. */
  BinAnswer answerNext() {
    AnswerScript answers = script();
    BinAnswer answer =
        new BinAnswer(answers.status(scriptStep), delay(), mediaType(answerBody), answerBody);
    received++;
    if (scriptStep < answers.statuses().size()) {
      scriptStep++;
    }
    return answer;
  }

  private static String mediaType(String body) {
    return isJson(body) ? "application/json" : "text/plain";
  }

  private static boolean isJson(String body) {
    String text = body.strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return false;
    }
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        parser.next();
      }
      return true;
    } catch (RuntimeException notJson) {
      // nor what is nested deeper than the parser allows, which it says by a bare RuntimeException
      return false;
    }
  }

  public UUID teamId() {
    return teamId;
  }

  public String name() {
    return name;
  }

  /** The unguessable part of its URL. */
  public String token() {
    return token;
  }

  public AnswerScript script() {
    return AnswerScript.parse(script);
  }

  /** How many answers of the script were given; its size once only the last one is left. */
  public int scriptStep() {
    return scriptStep;
  }

  /** How long each answer is held back. */
  public Duration delay() {
    return Duration.ofMillis(delayMs);
  }

  /** What each answer says, "" for nothing. */
  public String answerBody() {
    return answerBody;
  }

  /** How many requests have come, kept or not; also the newest one's number. */
  public long received() {
    return received;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
