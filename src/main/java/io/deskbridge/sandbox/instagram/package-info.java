/**
 * Instagram inside the process: professional accounts with media, comments and private messages behind the Graph API
 * (developers.facebook.com/docs/instagram-platform), with webhooks signed by the sandbox. What people do in Instagram's app
 * has no API; here it has addresses of its own below {@code /people}, and people comment with tokens {@code person-<name>}.
 */
@NullMarked
package io.deskbridge.sandbox.instagram;

import org.jspecify.annotations.NullMarked;
