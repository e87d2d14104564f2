package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An OpenID provider of somebody else's making, {@code oidc-provider} for Node, at the versions
 * that its lock file names; the test is skipped where there is no {@code node}.
 */
final class NodeProvider implements AutoCloseable {
  private static final long INSTALLS_WITHIN_SECONDS = 180;

  private final Process node;

  private NodeProvider(Process node) {
    this.node = node;
  }

  /**
   * @param folder an empty one, for the packages
   * @param key of the stand-in: the server goes on with the keys that it knows
   */
  static NodeProvider start(Path folder, URI issuer, RSAKey key)
      throws IOException, InterruptedException {
    for (String file : new String[] {"package.json", "package-lock.json", "provider.mjs"}) {
      try (InputStream source =
          Objects.requireNonNull(NodeProvider.class.getResourceAsStream("openid/" + file))) {
        Files.copy(source, folder.resolve(file));
      }
    }
    Process npm;
    try {
      npm = process(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").start();
    } catch (IOException e) {
      return abort("node is absent: " + e.getMessage());
    }
    assertThat(npm.waitFor(INSTALLS_WITHIN_SECONDS, TimeUnit.SECONDS)).as("npm ci ends").isTrue();
    Path log = folder.resolve("node.log");
    assertThat(npm.exitValue()).as(Files.readString(log)).isZero();
    ProcessBuilder builder = process(folder, "node", "provider.mjs");
    builder.environment().put("PORT", Integer.toString(issuer.getPort()));
    builder.environment().put("BASE", DeployedApplication.baseUri().toString());
    builder.environment().put("KEYS", new JWKSet(key).toString(false));
    NodeProvider provider = new NodeProvider(builder.start());
    Awaitility.await("the provider")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(log).contains("listens"));
    return provider;
  }

  private static ProcessBuilder process(Path folder, String... command) {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("node.log").toFile());
  }

  boolean isRunning() {
    return node.isAlive();
  }

  @Override
  public void close() {
    node.destroyForcibly().onExit().join();
  }
}
