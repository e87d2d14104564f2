package dev.pappus.rest.json;

import dev.pappus.app.AppNotFoundException;
import dev.pappus.build.BuildNotFoundException;
import dev.pappus.delivery.DeliveryNotFoundException;
import dev.pappus.delivery.receiver.ReceiverLinkNotFoundException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.WebhookNotFoundException;
import dev.pappus.work.JobNotFoundException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Public ids in paths and queries; a text that is none names nothing, so it is "not found". */
public final class Ids {

  private Ids() {}

  public static UUID app(String id) {
    return read(IdKind.APP, id, AppNotFoundException::new);
  }

  public static UUID build(String id) {
    return read(IdKind.BUILD, id, BuildNotFoundException::new);
  }

  public static UUID webhook(String id) {
    return read(IdKind.WEBHOOK, id, WebhookNotFoundException::new);
  }

  public static UUID delivery(String id) {
    return read(IdKind.DELIVERY, id, DeliveryNotFoundException::new);
  }

  public static UUID job(String id) {
    return read(IdKind.JOB, id, JobNotFoundException::new);
  }

  public static UUID receiverLink(String id) {
    return read(IdKind.RECEIVER_LINK, id, ReceiverLinkNotFoundException::new);
  }

  /** A key by its public id, or the refusal of whoever asks. */
  public static UUID read(IdKind kind, String id, Supplier<? extends DomainException> absent) {
    return PublicId.parse(kind, id).orElseThrow(absent);
  }

  /** A query parameter; an empty one counts as absent. */
  public static Optional<String> given(@Nullable String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
  }

  /** The public id of a key that may be absent. */
  public static @Nullable String orNull(IdKind kind, @Nullable UUID key) {
    return key == null ? null : PublicId.format(kind, key);
  }
}
