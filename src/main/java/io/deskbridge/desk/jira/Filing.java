package io.deskbridge.desk.jira;

/**
 * Under which labels issues are filed. Jira's search knows entity properties only of apps, so a conversation's issue is
 * found by a label that is made from the conversation's key, and what was found is proven by its property.
 */
final class Filing {
    /** On every issue of the hub. */
    static final String LABEL = "deskbridge";

    private static final int SHORT = 20;

    private Filing() {}

    /** The label of one conversation. */
    static String label(String externalId) {
        return LABEL + "-" + Marks.sha256(externalId).substring(0, SHORT);
    }
}
