package dev.pappus.shared.persistence;

import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Lets a key be null on PostgreSQL. EclipseLink 4.0 knows no JDBC type for {@link UUID} and binds a
 * null as VARCHAR, which PostgreSQL refuses for a {@code uuid} column; {@link Types#OTHER} leaves
 * the type to the database, and H2 does not care.
 */
@SuppressWarnings("removal") // Payara's EclipseLink 4.0.1 has the interface under this name alone
public class NullKeys implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    for (ClassDescriptor descriptor : session.getDescriptors().values()) {
      for (DatabaseMapping mapping : descriptor.getMappings()) {
        if (mapping.isDirectToFieldMapping() && isKey(mapping)) {
          mapping.getField().setSqlType(Types.OTHER);
        }
      }
    }
  }

  /** The attribute's own class is not known yet when sessions are customized: ask by name. */
  private static boolean isKey(DatabaseMapping mapping) {
    Class<?> javaClass = mapping.getDescriptor().getJavaClass();
    for (Class<?> type = javaClass; type != null; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (field.getName().equals(mapping.getAttributeName())) {
          return field.getType() == UUID.class;
        }
      }
    }
    return false;
  }
}
