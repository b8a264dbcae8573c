package io.deskbridge.crash;

import java.util.List;

/** A network as its customers see it. */
interface Network extends Vendor {
    /** What the hub calls its account there. */
    String channel();

    /**
     * A customer says something; returns when it stands there.
     *
     * @param thread the id of the conversation's first message; empty for the first
     * @return the message's id
     */
    String say(int conversation, String thread, String text);

    /** What the hub can come to know of a reply when the answer to its sending was lost. */
    default AfterALostAnswer afterALostAnswer() {
        return AfterALostAnswer.KNOWN;
    }

    /** All that the company said there, in the order in which it came to stand there. */
    List<Published> published();

    /** What the hub can come to know of a reply when the answer to its sending was lost. */
    enum AfterALostAnswer {
        /** It sends it again under the same key, or looks whether it stands there. */
        KNOWN,
        /** The network tells by itself of what stands there, and of nothing else. */
        TOLD,
        /** Nothing. */
        UNKNOWN
    }

    /**
     * What the company said.
     *
     * @param under the id of the message that it answers
     */
    record Published(String under, String text) {}
}
