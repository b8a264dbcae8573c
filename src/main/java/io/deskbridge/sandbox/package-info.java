/**
 * Networks and desks that run inside the process, for trying everything without an account and for the tests: the real
 * connectors speak to them over real HTTP, SMTP and IMAP in the vendors' wire format. What is common to all of them lies
 * here, each vendor in a package below. It knows nothing of the hub: the hub cannot tell it from the real thing.
 */
@NullMarked
package io.deskbridge.sandbox;

import org.jspecify.annotations.NullMarked;
