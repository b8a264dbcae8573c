/**
 * The only package that knows Camel and the broker: the components {@code channel:}, {@code desk:}, {@code inbox:},
 * {@code outbox:}, {@code entries:} and {@code comments:}, the wake-ups, and the deploying of the admins' route files. It decides nothing about messages: it
 * carries them through routes on the hub's behalf.
 */
@NullMarked
package io.deskbridge.route;

import org.jspecify.annotations.NullMarked;
