package io.deskbridge.crash;

import java.util.List;

/** A network as its customers see it. */
interface Network {
    /** What the hub calls its account there. */
    String channel();

    /**
     * A customer says something; returns when it stands there.
     *
     * @param thread the id of the conversation's first message; empty for the first
     * @return the message's id
     */
    String say(int conversation, String thread, String text);

    /** All that the company said there, in the order in which it came to stand there. */
    List<Published> published();

    /**
     * What the company said.
     *
     * @param under the id of the message that it answers
     */
    record Published(String under, String text) {}
}
