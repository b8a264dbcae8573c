/**
 * Bluesky: what people write to our account there becomes messages, and replies are published below them, over the XRPC
 * calls of the AT Protocol (https://docs.bsky.app). The network sorts by clocks that its users set and forgets to notify,
 * so three sources look at it from different sides.
 */
@NullMarked
package io.deskbridge.channel.bluesky;

import org.jspecify.annotations.NullMarked;
