/**
 * A mail server with two mailboxes, for trying the mail desk without an account: the hub's own, which takes any
 * plus-address, and the one that a team of agents shares. The hub speaks SMTP and IMAP with it; the pages and scripts
 * that play the agents speak HTTP, and what they do is sent as true mail.
 */
@NullMarked
package io.deskbridge.sandbox.mailbox;

import org.jspecify.annotations.NullMarked;
