package io.deskbridge.store;

import java.time.Instant;

/** One change of state. */
public record HistoryRow(String item, long itemSeq, Instant at, String state, String reason) {}
