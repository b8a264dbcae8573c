/**
 * The inbox of a Facebook page: private messages, by webhook and, after a gap, by the list of conversations.
 *
 * @see <a href="https://developers.facebook.com/docs/messenger-platform/">Messenger Platform</a>
 */
@NullMarked
package io.deskbridge.channel.messenger;

import org.jspecify.annotations.NullMarked;
