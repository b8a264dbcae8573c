package io.deskbridge.route;

/**
 * A route that can run.
 *
 * @param from the address it begins with
 * @param meaning what is left of its text without comments and layout; routes of equal meaning do the same
 */
record BuiltRoute(RouteFile file, String from, Object meaning) {
    String id() {
        return file.id();
    }
}
