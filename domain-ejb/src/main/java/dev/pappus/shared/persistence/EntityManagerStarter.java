package dev.pappus.shared.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Makes the first call to the entity manager; see {@link EntityManagerProducer}. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class EntityManagerStarter {
  @Inject EntityManagerProducer entityManagers;

  @Resource TransactionSynchronizationRegistry transactions;

  @PostConstruct
  void firstCall() {
    entityManagers.start(transactions);
  }
}
