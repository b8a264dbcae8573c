/**
 * What the sandbox's networks of Meta share, because they are one platform: an app with its secret, which signs and proves;
 * its webhooks with the handshake before and the repeats after; and errors as the Graph API writes them. It knows none of
 * the networks: each has its own package, its own world and its own address.
 */
@NullMarked
package io.deskbridge.sandbox.meta;

import org.jspecify.annotations.NullMarked;
