/**
 * The playground: one page on which a visitor plays customer on the left and agent on the right. It talks to the sandbox's
 * networks and desks from the browser, through the vendors' own APIs, as any script could.
 */
@NullMarked
package io.deskbridge.sandbox.page;

import org.jspecify.annotations.NullMarked;
