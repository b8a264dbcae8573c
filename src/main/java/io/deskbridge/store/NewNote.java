package io.deskbridge.store;

import io.deskbridge.core.Conversation;

/** An internal note to be written into a ticket. */
public record NewNote(Conversation conversation, String desk, String ticketId, String text) {}
