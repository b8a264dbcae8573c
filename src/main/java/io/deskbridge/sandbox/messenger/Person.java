package io.deskbridge.sandbox.messenger;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Somebody who writes to a page.
 *
 * @param id what Meta calls her towards this page; another page sees another number
 * @param name by which the playground calls her
 * @param blocking she takes nothing from the page
 * @param elsewhere another app of the page has the conversation
 */
record Person(String page, String id, String name, boolean blocking, boolean elsewhere) {
    /** The same name is the same person, in every run. */
    static Person named(String page, String name) {
        var sum = new CRC32();
        sum.update((page + "/" + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
        return new Person(page, String.format(Locale.ROOT, "2468%010d", sum.getValue()), name, false, false);
    }

    Person blocking(boolean now) {
        return new Person(page, id, name, now, elsewhere);
    }

    Person elsewhere(boolean now) {
        return new Person(page, id, name, blocking, now);
    }

    String firstName() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    String lastName() {
        return "Example";
    }

    String fullName() {
        return firstName() + " " + lastName();
    }

    String thread() {
        return "t_" + id;
    }
}
