/**
 * What the steps {@code only:}, {@code dismiss:} and {@code set:} ask about a message: its kind, its words, its author, the
 * hour. Plain values without Camel, so that each condition can be tested as a table. What people wrote is compared here
 * and never evaluated, and no reason repeats it.
 */
@NullMarked
package io.deskbridge.rule;

import org.jspecify.annotations.NullMarked;
