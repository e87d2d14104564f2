package dev.pappus.shared.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Makes the first call to the entity manager; see {@link EntityManagerProducer}. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class EntityManagerStarter {
  @Inject EntityManager em;

  @PostConstruct
  void firstCall() {
    em.getMetamodel();
  }
}
