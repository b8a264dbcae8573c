/**
 * Bluesky inside the process: one PDS with the AppView and the chat service behind it, in the wire format of the AT
 * Protocol's XRPC calls, below {@code /sandbox/bluesky/xrpc/}. It imitates what was seen on the real network, its
 * oddities included, because the oddities are what a connector breaks on. Everything is kept in memory.
 */
@NullMarked
package io.deskbridge.sandbox.bluesky;

import org.jspecify.annotations.NullMarked;
