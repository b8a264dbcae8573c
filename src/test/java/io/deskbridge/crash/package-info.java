/**
 * The crash proof: the packaged hub between networks and a desk that live in other processes, killed again and again
 * while everything flows, and counted afterwards at the other side. It knows the hub only from outside: its jar, its
 * configuration, its ports.
 */
@NullMarked
package io.deskbridge.crash;

import org.jspecify.annotations.NullMarked;
