package dev.pappus.install;

import dev.pappus.app.AccessRule;
import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.build.Build;
import dev.pappus.build.BuildInContext;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an install page offers: one build of an app, under the access rule of its channel.
 *
 * @param channel the build's own, whose rule holds
 */
public record InstallOffer(App app, Build build, Channel channel) {
  private static final int STAMP_BYTES = 16;

  public AccessRule access() {
    return channel.access();
  }

  public BuildInContext inContext() {
    return new BuildInContext(build, app, channel);
  }

  /** The build's public id. */
  public String buildId() {
    return PublicId.format(IdKind.BUILD, build.id());
  }

  /**
   * Names channel, rule and password together: what was signed for it is worth nothing once one of
   * them is another. 32 hex digits of a SHA-256.
   */
  String accessStamp() {
    String text = channel.id() + "|" + channel.access() + "|" + channel.passwordHash();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, STAMP_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
