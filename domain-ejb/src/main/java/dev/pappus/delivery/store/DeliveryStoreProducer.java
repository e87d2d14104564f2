package dev.pappus.delivery.store;

import dev.pappus.delivery.store.h2.H2DeliveryStore;
import dev.pappus.delivery.store.postgresql.PostgresqlDeliveryStore;
import dev.pappus.shared.persistence.DatabaseProduct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** Chooses the store by the database that is there, when it is first needed. */
@ApplicationScoped
public class DeliveryStoreProducer {
  @Inject SqlRunner sql;
  @Inject DataSource dataSource;

  @Produces
  @ApplicationScoped
  DeliveryStore store() {
    return switch (DatabaseProduct.of(dataSource)) {
      case H2 -> new H2DeliveryStore(sql);
      case POSTGRESQL -> new PostgresqlDeliveryStore(sql);
    };
  }
}
