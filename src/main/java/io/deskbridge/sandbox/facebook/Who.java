package io.deskbridge.sandbox.facebook;

/**
 * A page or a person.
 *
 * @param name what it is called
 */
record Who(String id, String name, boolean isPage) {}
