package io.deskbridge.core;

/**
 * Names an agent's comment for its whole life.
 *
 * @param desk the configured name of the desk
 * @param value the desk's own id
 */
public record CommentId(String desk, String value) {
    public CommentId {
        Check.filled("desk", desk);
        Check.filled("comment id", value);
    }

    @Override
    public String toString() {
        return desk + "/" + value;
    }
}
