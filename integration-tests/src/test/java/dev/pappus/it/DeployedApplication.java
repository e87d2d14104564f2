package dev.pappus.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.TargetDescription;
import org.jboss.arquillian.container.spi.context.ContainerContext;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.test.spi.event.suite.BeforeClass;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jspecify.annotations.Nullable;

/**
 * The one deployment that all client tests share: made before the first of them, as a deployment
 * for each class would take minutes, and taken away for a class that brings its own archive.
 *
 * <p>The server gets an empty data directory and, where the settings say so, an empty PostgreSQL.
 */
public final class DeployedApplication {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private static @Nullable DeployedApplication current;

  @Inject Instance<ContainerRegistry> registry;
  @Inject Instance<ContainerContext> context;

  private @Nullable EnterpriseArchive deployed;
  private @Nullable DeploymentException refusal;
  private final DatabaseServer database = new DatabaseServer();
  private final DirectoryServer directory = new DirectoryServer();

  void prepare(@Observes BeforeStart event) throws IOException {
    current = this;
    Path data = Path.of(setting("PAPPUS_DATA_DIR"));
    if (Files.exists(data)) {
      try (Stream<Path> old = Files.walk(data)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(data);
    database.start();
    directory.start();
  }

  /** Before Arquillian looks for the deployments of the class. */
  void beforeClass(@Observes(precedence = 100) BeforeClass event) throws DeploymentException {
    if (event.getTestClass().getMethods(Deployment.class).length > 0) {
      undeploy();
    } else {
      deploy();
    }
  }

  void beforeStop(@Observes BeforeStop event) throws DeploymentException {
    undeploy();
  }

  void afterStop(@Observes AfterStop event) throws IOException {
    directory.stop();
    database.stop();
    current = null;
  }

  /** Takes the application away and deploys it again, as an operator would. */
  static void redeploy() throws DeploymentException {
    DeployedApplication application = current;
    if (application == null) {
      throw new IllegalStateException("No server was started");
    }
    application.undeploy();
    application.deploy();
  }

  /** Base of all addresses of the application, without a slash at its end. */
  static URI baseUri() {
    return URI.create(setting("PAPPUS_PUBLIC_URL"));
  }

  /** Of the environment, which the server shares. */
  static String setting(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is set by the build: run mvn verify");
    }
    return value;
  }

  static boolean onPostgresql() {
    return setting("PAPPUS_DB_DRIVER").equals("postgresql");
  }

  private synchronized void deploy() throws DeploymentException {
    if (deployed != null) {
      return;
    }
    if (refusal != null) {
      throw new DeploymentException("The server has refused the EAR before", refusal);
    }
    EnterpriseArchive ear = ear();
    try {
      inContainer(container -> container.getDeployableContainer().deploy(ear));
    } catch (DeploymentException e) {
      refusal = e;
      throw e;
    }
    deployed = ear;
    awaitReadiness();
  }

  /** The EAR as the build made it. */
  static EnterpriseArchive ear() {
    return ShrinkWrap.createFromZipFile(
        EnterpriseArchive.class, new File(System.getProperty("pappus.ear", "")));
  }

  static void awaitReadiness() {
    ApiClient client = ApiClient.anonymous();
    Awaitility.await("readiness after the deployment")
        .atMost(READY_WITHIN)
        .ignoreExceptions()
        .until(() -> client.get("/api/health/ready").status() == 200);
  }

  private synchronized void undeploy() throws DeploymentException {
    EnterpriseArchive ear = deployed;
    if (ear != null) {
      deployed = null;
      inContainer(container -> container.getDeployableContainer().undeploy(ear));
    }
  }

  private void inContainer(ContainerCall call) throws DeploymentException {
    Container<?> container = registry.get().getContainer(TargetDescription.DEFAULT);
    context.get().activate(container.getName());
    try {
      call.on(container);
    } finally {
      context.get().deactivate();
    }
  }

  private interface ContainerCall {
    void on(Container<?> container) throws DeploymentException;
  }
}
