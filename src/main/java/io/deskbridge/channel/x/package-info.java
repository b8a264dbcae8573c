/**
 * X (once Twitter) by its API v2: mentions, search and direct messages by polling, the X Activity API's webhook as the
 * fast path, replies in public and in private. Why a package of its own: X alone counts text in weighted characters,
 * answers newest first, has no idempotency key, and lets programs answer only whom they were summoned by. See
 * <a href="https://docs.x.com/x-api">docs.x.com/x-api</a>.
 */
@NullMarked
package io.deskbridge.channel.x;

import org.jspecify.annotations.NullMarked;
