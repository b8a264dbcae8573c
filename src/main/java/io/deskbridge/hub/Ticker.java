package io.deskbridge.hub;

/** Time that runs evenly and that nobody can move; only differences mean something. */
@FunctionalInterface
public interface Ticker {
    long nanos();
}
