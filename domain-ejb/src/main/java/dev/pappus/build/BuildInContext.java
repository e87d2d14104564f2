package dev.pappus.build;

import dev.pappus.app.App;
import dev.pappus.app.Channel;

/** A build with the app and the channel it belongs to. */
public record BuildInContext(Build build, App app, Channel channel) {}
