package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import java.time.Instant;

/** The stored pair of a conversation and a ticket. */
public record Link(Conversation conversation, Ticket ticket, Instant since) {}
