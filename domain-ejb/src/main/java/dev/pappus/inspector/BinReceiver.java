package dev.pappus.inspector;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Keeps what arrives at a bin, and tells what to answer. */
@Stateless
public class BinReceiver {
  @Inject RequestBinRepository bins;
  @Inject InspectorSettings settings;
  @Inject Clock clock;

  /**
   * Keeps a request, and drops the oldest where there are too many. Requests of one bin are taken
   * one after the other, so that each gets its own answer of the script.
   *
   * @return what to answer, once the request is kept; empty if the bin is gone
   */
  public Optional<BinAnswer> receive(UUID binId, CapturedRequest request) {
    return bins.findLocked(binId).map(bin -> keep(bin, request));
  }

  private BinAnswer keep(RequestBin bin, CapturedRequest request) {
    BinAnswer answer = bin.answerNext();
    bins.add(new Capture(bin, request, answer, clock.instant()));
    long surplus = bin.received() - settings.requestsPerBin();
    if (surplus > 0) {
      bins.dropCaptures(bin.id(), surplus);
    }
    return answer;
  }
}
