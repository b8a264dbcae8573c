package io.deskbridge.core;

import java.util.Locale;

/** One sentence for customers or agents in the languages the hub speaks to them. */
public record Words(String english, String german) {
    public String in(Locale language) {
        return language.getLanguage().equals("de") ? german : english;
    }
}
