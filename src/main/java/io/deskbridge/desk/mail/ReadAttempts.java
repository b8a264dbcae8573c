package io.deskbridge.desk.mail;

/** Counts how often in a row one mail could not be fetched, so that a server's bad moment loses nothing and no mail blocks. */
final class ReadAttempts {
    private static final int ENOUGH = 5;

    private PartReference mail = new PartReference(0, 0);
    private int failed;

    /** Notes a failure, and tells whether the mail is to be given up. Another mail begins anew. */
    synchronized boolean failedForGood(PartReference which) {
        failed = mail.equals(which) ? failed + 1 : 1;
        mail = which;
        return failed >= ENOUGH;
    }
}
