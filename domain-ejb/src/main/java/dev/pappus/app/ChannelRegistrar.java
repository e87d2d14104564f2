package dev.pappus.app;

import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds an app's channel by name, or makes it, in the caller's transaction. */
@ApplicationScoped
public class ChannelRegistrar {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  @Inject AppRepository apps;
  @Inject Clock clock;

  /**
   * A new channel begins with the access rule of the default one: never more open than that.
   *
   * @param name null for the default channel
   * @throws InvalidFieldException if the name has another form
   */
  public Channel findOrRegister(App app, @Nullable String name) {
    Channel standard = apps.defaultChannel(app.id());
    if (name == null || name.isEmpty() || name.equals(standard.name())) {
      return standard;
    }
    if (!NAME.matcher(name).matches()) {
      throw new InvalidFieldException("channel", "1 to 40 of A-Z a-z 0-9 . _ -");
    }
    return apps.findChannel(app.id(), name).orElseGet(() -> register(app, name, standard));
  }

  private Channel register(App app, String name, Channel standard) {
    Channel channel = new Channel(app.id(), name, false, clock.instant());
    channel.takeRuleOf(standard);
    apps.add(channel);
    return channel;
  }
}
