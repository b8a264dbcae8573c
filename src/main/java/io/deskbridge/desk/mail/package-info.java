/**
 * The desk that is a mailbox: any team or help desk that takes tickets by e-mail and answers by e-mail. Speaks SMTP and
 * IMAP with the hub's own mailbox and with nothing else. A mail has no "public" mark, so what was addressed to the reply
 * address of a ticket is public, and everything else is private.
 */
@NullMarked
package io.deskbridge.desk.mail;

import org.jspecify.annotations.NullMarked;
