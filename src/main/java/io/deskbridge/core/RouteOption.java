package io.deskbridge.core;

import java.util.Optional;
import java.util.function.Function;

/**
 * A word that a route may say beside a desk's name, for example {@code priority: high}.
 *
 * @param name the word; one that ends in {@code .} takes any ending ({@code field.} takes {@code field.360001})
 * @param description one sentence for an admin
 * @param mistake what is wrong with a value, as a sentence that says what would be right; empty when nothing is
 */
public record RouteOption(String name, String description, Function<String, Optional<String>> mistake) {
    /** An option that takes any text. */
    public static RouteOption text(String name, String description) {
        return new RouteOption(name, description, value -> Optional.empty());
    }

    public boolean takes(String word) {
        return name.endsWith(".") ? word.startsWith(name) && word.length() > name.length() : word.equals(name);
    }
}
