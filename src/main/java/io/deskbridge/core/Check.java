package io.deskbridge.core;

/** The one sentence every noun says about a missing part. */
final class Check {
    private Check() {}

    static void filled(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank; it must name something");
        }
    }
}
