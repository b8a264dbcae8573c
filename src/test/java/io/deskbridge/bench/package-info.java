/**
 * How fast the hub is, told as ratios inside one run: the hub and a bare loop without any durability take turns between the
 * same stub of a network and a desk. Each of the three is a process of its own. {@code bench/README.md} says how to run it
 * and what the numbers mean. Nothing of it travels in the jar.
 */
@NullMarked
package io.deskbridge.bench;

import org.jspecify.annotations.NullMarked;
