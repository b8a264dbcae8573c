/**
 * The nouns and the contracts: what a message, a conversation, a ticket and a reply are, and what a channel and a desk
 * must be able to do. Plain Java with no framework, so that everything else may know it and it need know nothing.
 */
@NullMarked
package io.deskbridge.core;

import org.jspecify.annotations.NullMarked;
