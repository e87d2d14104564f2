package dev.pappus.shared.persistence;

import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Tells EclipseLink that keys are no text: it would send a missing key as a null of type varchar,
 * which PostgreSQL refuses for a column of type uuid. Named in {@code persistence.xml}.
 */
@SuppressWarnings("removal") // its successor is missing in the 4.0.1 that Payara has
public class UuidColumns implements org.eclipse.persistence.config.SessionCustomizer {

  @Override
  public void customize(Session session) {
    session
        .getEventManager()
        .addListener(
            new SessionEventAdapter() {
              @Override
              public void postLogin(SessionEvent event) {
                event.getSession().getDescriptors().values().forEach(UuidColumns::mark);
              }
            });
  }

  private static void mark(ClassDescriptor descriptor) {
    for (DatabaseMapping mapping : descriptor.getMappings()) {
      if (UUID.class.equals(mapping.getAttributeClassification())) {
        for (DatabaseField field : mapping.getFields()) {
          field.setSqlType(Types.OTHER);
        }
      }
    }
  }
}
