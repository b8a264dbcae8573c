/** Entries of RSS and Atom feeds, as the libraries behind Camel's components give them, as messages. */
@NullMarked
package io.deskbridge.feed;

import org.jspecify.annotations.NullMarked;
