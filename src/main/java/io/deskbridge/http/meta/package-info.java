/**
 * What networks of Meta share, because they are one platform: the Graph API with its errors, limits and pages, the webhook
 * of an app with its signature and handshake, which tells of all pages, accounts and numbers in one place, what a list that
 * is polled must remember, and the private answer to a comment. It lies below http so that channels may know it without
 * knowing each other; it knows no channel, and only channels know it.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/">Graph API</a>
 */
@NullMarked
package io.deskbridge.http.meta;

import org.jspecify.annotations.NullMarked;
