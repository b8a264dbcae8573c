/** Starts the hub. What it does lies in the packages below. */
@NullMarked
package io.deskbridge;

import org.jspecify.annotations.NullMarked;
