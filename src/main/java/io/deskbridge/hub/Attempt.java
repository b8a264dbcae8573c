package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.SendKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One post on its way to the network: a reply, or a part of one.
 *
 * @param triedAt when a send was begun whose outcome is not recorded
 * @param trying says in the ledger that it is about to be sent
 * @param notSent takes that back: it certainly did not happen
 */
record Attempt(Conversation conversation, SendKey key, Optional<Instant> triedAt, Runnable trying, Runnable notSent) {}
