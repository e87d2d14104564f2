package dev.pappus.build;

import dev.pappus.account.Team;
import dev.pappus.app.App;
import dev.pappus.app.Channel;

/** A build with what an administrator must see of where it comes from. */
public record BuildInReview(Build build, App app, Channel channel, Team team) {}
