package dev.pappus.account;

/**
 * What somebody sees who opens the link of an invitation.
 *
 * @param appName of the only app it is for; "" for the whole team
 * @param known whether its address has an account already
 */
public record OpenedInvitation(
    Invitation invitation,
    Invitation.State state,
    String teamName,
    String appName,
    boolean known) {}
