package io.deskbridge.desk.zendesk;

/** Keys under which tickets and users are filed: Zendesk's {@code external_id} takes 255 characters. */
final class Filing {
    static final String PREFIX = "deskbridge:";
    private static final int MOST = 255;
    private static final int BEGINNING = 180;

    private Filing() {}

    /** The key itself, or its beginning and a digest of the whole when it is too long. */
    static String key(String externalId) {
        return externalId.length() <= MOST
                ? externalId
                : externalId.substring(0, BEGINNING) + "#" + Marks.sha256(externalId);
    }
}
