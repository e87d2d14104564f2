package dev.pappus.inspector;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.text.TextRules;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A request that a bin keeps, with the answer it got. Written once; pushed out by newer ones. Its
 * key is made under the bin's lock, so that the keys of a bin are in the order of arrival.
 */
@Entity
@Table(name = "captured_request")
public class Capture {
  private static final int MAX_METHOD = 32;
  private static final int MAX_TARGET = 4000;
  private static final int MAX_ADDRESS = 64;

  @Id private UUID id;

  @Column(name = "bin_id")
  private UUID binId;

  private long number;

  @Column(name = "received_at")
  private Instant receivedAt;

  private String method;
  private String target;

  @Column(name = "remote_address")
  private String remoteAddress;

  private byte[] headers;

  @Column(name = "headers_cut")
  private boolean headersCut;

  private byte[] body;

  @Column(name = "body_cut")
  private boolean bodyCut;

  @Column(name = "answer_status")
  private int answerStatus;

  @Column(name = "answer_delay_ms")
  private int answerDelayMs;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Capture() {}

  Capture(RequestBin bin, CapturedRequest request, BinAnswer answer, Instant now) {
    this.id = PublicId.newKey();
    this.binId = bin.id();
    this.number = bin.received();
    this.receivedAt = now;
    this.method = cut(request.method(), MAX_METHOD);
    this.target = cut(request.target(), MAX_TARGET);
    this.remoteAddress = cut(request.remoteAddress(), MAX_ADDRESS);
    this.headers = request.headers().bytes().clone();
    this.headersCut = request.headers().cut();
    this.body = request.body().clone();
    this.bodyCut = request.bodyCut();
    this.answerStatus = answer.status();
    this.answerDelayMs = (int) answer.delay().toMillis();
  }

  private static String cut(String text, int maxLength) {
    return TextRules.cut(TextRules.storable(text), maxLength);
  }

  public UUID id() {
    return id;
  }

  public UUID binId() {
    return binId;
  }

  /** Which request of its bin it was, from 1. */
  public long number() {
    return number;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** What arrived. */
  public CapturedRequest request() {
    return new CapturedRequest(
        method, target, remoteAddress, new HeaderLines(headers, headersCut), body.clone(), bodyCut);
  }

  /** The status it was answered with. */
  public int answerStatus() {
    return answerStatus;
  }

  /** How long the answer was held back. */
  public Duration answerDelay() {
    return Duration.ofMillis(answerDelayMs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Capture capture && id.equals(capture.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
