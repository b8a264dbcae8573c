package io.deskbridge.crash;

import java.util.List;

/** Somebody beside the hub: a network or a help desk. */
interface Vendor {
    /**
     * Registers the webhooks, as an integrator does; the hubs run, because some vendors ask them for a proof first. Nothing
     * where there are none.
     *
     * @param hubs the addresses of all processes; which of them it tells is its own matter
     */
    default void push(List<String> hubs) {}

    /** The writes of the hub there, as method and beginning of the path; some of them are to go wrong. */
    default List<String> writes() {
        return List.of();
    }
}
