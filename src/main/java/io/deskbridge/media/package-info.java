/**
 * What is done to files between a desk and a network. A new kind of file that may hold what its author would not publish is
 * added here.
 */
@NullMarked
package io.deskbridge.media;

import org.jspecify.annotations.NullMarked;
