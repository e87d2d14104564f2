package dev.pappus.shared.persistence;

import java.lang.reflect.Field;
import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Says of every key column that it is no text: EclipseLink binds an absent {@code UUID} as {@code
 * VARCHAR}, which PostgreSQL refuses for a {@code uuid} column. Named in {@code persistence.xml}.
 */
@SuppressWarnings("removal") // the one name that both servers' versions of EclipseLink have
public class UuidColumns implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    for (ClassDescriptor descriptor : session.getDescriptors().values()) {
      for (DatabaseMapping mapping : descriptor.getMappings()) {
        if (mapping.isDirectToFieldMapping()
            && isKey(descriptor.getJavaClass(), mapping.getAttributeName())) {
          mapping.getField().setSqlType(Types.OTHER);
        }
      }
    }
  }

  private static boolean isKey(Class<?> entity, String attribute) {
    for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(attribute)) {
          return field.getType() == UUID.class;
        }
      }
    }
    return false;
  }
}
