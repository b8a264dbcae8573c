/**
 * The ledger: messages, comments, replies, notes, links, authors, cursors and tokens, each in a named state with its
 * history. The one source of truth: what is not here did not happen, what is here will be finished. It knows JDBC and
 * nothing of what the rows are for.
 */
@NullMarked
package io.deskbridge.store;

import org.jspecify.annotations.NullMarked;
