package io.deskbridge.channel.bluesky;

import io.deskbridge.core.Message;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Makes messages for a channel; who we are is known only once we are logged in. */
record Reader(String channel, Xrpc xrpc) {
    /** Record keys rise with time and order what was written within one millisecond. */
    private static final Comparator<Message> OLDEST_FIRST = Comparator.comparing(Message::sentAt)
            .thenComparing(message ->
                    PostUri.parse(message.id().value()).map(PostUri::rkey).orElse(""));

    Posts posts() {
        Session session = xrpc.session();
        return new Posts(channel, session.did(), session.endpoint());
    }

    /** Adds those of the others that no message in the list stands for already. */
    static void addMissing(List<Message> messages, List<Message> others) {
        var known = messages.stream().map(Message::id).collect(Collectors.toSet());
        others.stream().filter(message -> !known.contains(message.id())).forEach(messages::add);
    }

    static List<Message> oldestFirst(List<Message> messages) {
        return messages.stream().sorted(OLDEST_FIRST).toList();
    }
}
