package dev.pappus.webhook.endpoint;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A URL that leads to an address we do not send to: 422 {@code url-address-refused}. */
public class ForbiddenEndpointException extends DomainException {

  /**
   * @param reason which host, and what its address is
   */
  public ForbiddenEndpointException(String reason) {
    super(ProblemKind.INVALID, "url-address-refused", "Address refused", sentence(reason));
    with("field", "url");
    with("setting", EndpointSettings.ALLOWED_NETWORKS);
  }

  /** What is refused, and who can allow it. */
  public static String sentence(String reason) {
    return reason
        + ". An administrator can allow its network in the console under Delivery engine, Allowed"
        + " networks, or an operator by the setting "
        + EndpointSettings.ALLOWED_NETWORKS
        + ".";
  }
}
