package io.deskbridge.core;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who wrote a message, as the network knows that person at this moment.
 *
 * @param id stable for the account's life; handles change, ids do not
 * @param handle what others call the account, without {@code @}; the id where the network has no handles
 * @param name what the person calls herself; the handle where she gave none
 * @param profile the page of the account
 * @param avatar the picture of the account; from a stranger, so fetched only within limits
 * @param followers how many read what the author writes, as far as the network tells
 * @param verified whether the network vouches for the account
 */
public record Author(
        String id,
        String handle,
        String name,
        Optional<URI> profile,
        Optional<URI> avatar,
        OptionalLong followers,
        boolean verified) {
    public Author {
        Check.filled("author id", id);
        handle = handle.isBlank() ? id : handle;
        name = name.isBlank() ? handle : name;
    }

    /** An author of whom only the id is known. */
    public static Author unknown(String id) {
        return new Author(id, id, id, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
    }
}
