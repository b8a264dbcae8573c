/**
 * A professional account on Instagram: comments on own media, mentions elsewhere, and private messages with the stories
 * they answer, by webhook and, after a gap, by the lists of media and conversations.
 *
 * @see <a href="https://developers.facebook.com/docs/instagram-platform/">Instagram Platform</a>
 */
@NullMarked
package io.deskbridge.channel.instagram;

import org.jspecify.annotations.NullMarked;
