/**
 * Messenger inside the process: the inbox of pages in Meta's wire format, below {@code /sandbox/messenger/}. A token {@code
 * page-<number>} acts as that page, as in the sandbox's Facebook; customers, and colleagues who answer in Meta's own inbox,
 * are played by whoever calls the playground's addresses.
 *
 * <p>A company has one page and one app for both networks, so both are here what they are there: page 101 with the same
 * token, and the same app, which signs with one secret and is told at one address. Only the worlds are kept apart, each
 * below its own address, so that a fault can hit one of them alone. At Meta both are one address, and the private answer to
 * a comment stands in the inbox, too.
 */
@NullMarked
package io.deskbridge.sandbox.messenger;

import org.jspecify.annotations.NullMarked;
