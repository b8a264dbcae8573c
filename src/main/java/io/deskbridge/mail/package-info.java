/**
 * Mails, for all who read or write them: the desk that is a mailbox, and routes for which a mailbox is a channel. What
 * strangers send is read forgivingly, within limits, and never costs more than its own words.
 */
@NullMarked
package io.deskbridge.mail;

import org.jspecify.annotations.NullMarked;
