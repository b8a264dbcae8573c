package io.deskbridge.sandbox.meta;

/** The inbox of a page on Messenger, where a private answer to a comment arrives as well. */
public interface PageInbox {
    /**
     * The page says something to a person, who may answer there. It opens no time for further answers of the page: only
     * the person's own words do.
     *
     * @param person by name
     * @return the message's id
     */
    String deliver(String page, String person, String text);
}
