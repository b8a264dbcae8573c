package io.deskbridge.channel.x;

/** X refused a write because the same was posted before. Never leaves the channel: {@link XDuplicates} finds out what. */
final class XDuplicate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    XDuplicate(String message) {
        super(message);
    }
}
