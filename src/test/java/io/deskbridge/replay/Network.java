package io.deskbridge.replay;

import java.util.List;
import java.util.Map;

/** A network as its people see it: what they may write there, how they write it, and what stands there afterwards. */
interface Network {
    /** What the hub calls its account there. */
    String channel();

    /** What the hub's entries call it. */
    String title();

    /**
     * Whether a thread can be played here as it was recorded.
     *
     * @param people what its customers are called here, by their recorded names
     */
    boolean takes(Talk talk, Map<String, String> people);

    /** What a customer of a thread is called here; {@code letter} begins the name, and a route chooses the desk by it. */
    String person(Talk talk, String author, char letter);

    /** A customer's words as they are written here: whom they name is called as he is here. */
    String customersWords(String recorded, Map<String, String> people);

    /** The same of a company's words. */
    String companysWords(String recorded, Map<String, String> people);

    /** How long the network counts a text of the company's, of at most {@link #limit}. */
    int length(String text);

    int limit();

    /**
     * A customer says something; returns when it stands there.
     *
     * @param under the id of what it answers; empty for the first of a thread
     * @return its id
     */
    String say(String person, String text, String under);

    /** The company says something in the network's own app, unasked. */
    String sayUnasked(String text, String under);

    /** The hub's answer stands there. */
    default void answered(String id, String under) {}

    /** The thread of the hub's conversation that begins so. */
    default String thread(String person, String first) {
        return first;
    }

    /** By what an entry in a desk tells which message it shows, beside its number and the author's name. */
    String mark(String message, String person);

    /** A text in the form in which what is read there can be compared with what was written. */
    default String plain(String text) {
        return text.replaceAll("[ \\t\\u00A0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{2,}", "\n\n")
                .strip();
    }

    /** All that the company said there, in the order in which it came to stand there. */
    List<Published> published();

    /** How an agent is told of an answer that stands there, before the network's name. */
    default String done() {
        return "Published on";
    }

    /** All that the company wrote to single persons in private, as one text; empty where answers go there. */
    default String secrets() {
        return "";
    }

    /**
     * What the company said.
     *
     * @param under the id of what it answers; empty when nothing
     */
    record Published(String id, String under, String text) {}
}
