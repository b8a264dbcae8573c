/**
 * A channel without code: its messages come by an {@code inbox:} route or {@code POST /api/inbox/<name>}, its replies go
 * out by an {@code outbox:} route. With it, whatever Camel reaches is a channel.
 */
@NullMarked
package io.deskbridge.channel.custom;

import org.jspecify.annotations.NullMarked;
