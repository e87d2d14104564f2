package dev.pappus.shared.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The data source for everything that speaks plain JDBC. Looked up by code: the two servers do not
 * agree on any name in {@code @Resource(lookup)}.
 */
@ApplicationScoped
public class DataSourceProducer {
  private static final String NAME = "jdbc/pappus";

  @Produces
  @SuppressWarnings("BanJNDI") // the name is a constant of ours
  DataSource dataSource() {
    try {
      return InitialContext.doLookup(NAME);
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no data source " + NAME, e);
    }
  }
}
