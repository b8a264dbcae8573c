package io.deskbridge.route;

/** The beginning of a route that items enter by its door: once that is shut and nobody is inside, the route is idle. */
interface Drained {
    Doorway door();
}
