package io.deskbridge.core;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A reference to something that hangs on a message or comment. It carries no bytes: those are fetched by the account
 * that made the reference, once somebody wants them ({@link Media}).
 *
 * @param type what it is
 * @param reference where the bytes are, in the words of the account that made it; often a URL, for
 *     {@link Type#LOCATION} a {@code geo:} URI
 * @param name a file name, where the remote gave one
 * @param mimeType what the remote says it is; the bytes decide
 * @param description alternative text
 * @param bytes the size the remote says it has
 */
public record Attachment(
        Type type,
        String reference,
        Optional<String> name,
        Optional<String> mimeType,
        Optional<String> description,
        OptionalLong bytes) {

    /** What an attachment is. */
    public enum Type {
        IMAGE,
        VIDEO,
        AUDIO,
        FILE,
        STICKER,
        LOCATION,
        UNKNOWN
    }

    public Attachment {
        Check.filled("attachment reference", reference);
    }

    /** An attachment of which only the type and the reference are known. */
    public static Attachment of(Type type, String reference) {
        return new Attachment(
                type, reference, Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    public Attachment named(String fileName) {
        return new Attachment(type, reference, Optional.of(fileName), mimeType, description, bytes);
    }

    public Attachment described(String words) {
        return new Attachment(type, reference, name, mimeType, Optional.of(words), bytes);
    }

    public Attachment typed(String mime) {
        return new Attachment(type, reference, name, Optional.of(mime), description, bytes);
    }
}
