package io.deskbridge.store;

import java.util.List;

/**
 * One post of a reply that is sent as several, before it is sent.
 *
 * @param text may be empty when it has files
 * @param files the references of those of the comment's files that hang on it
 */
public record NewPart(String text, List<String> files) {
    public NewPart {
        files = List.copyOf(files);
    }
}
