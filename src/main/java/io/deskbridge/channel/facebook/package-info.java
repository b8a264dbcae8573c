/**
 * Pages on Facebook: visitors' posts, comments, mentions and recommendations, by the Graph API and by its webhook.
 *
 * @see <a href="https://developers.facebook.com/docs/pages-api/">Pages API</a>
 */
@NullMarked
package io.deskbridge.channel.facebook;

import org.jspecify.annotations.NullMarked;
