package dev.pappus.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Writes a refusal in a transaction of its own: that of the refused work rolls back. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefusalWriter {
  @Inject AuditTrail audit;

  public void write(AuditEntry entry) {
    audit.write(entry);
  }
}
