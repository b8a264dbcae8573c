/**
 * The replay: recorded conversations of customers with companies are played once more, on several networks and into
 * several desks at the same time, and counted afterwards where customers and agents read. A package of its own, because
 * what a network or desk is to the people in front of it is written here a second time, apart from the hub's connectors.
 */
@NullMarked
package io.deskbridge.replay;

import org.jspecify.annotations.NullMarked;
