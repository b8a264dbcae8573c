package io.deskbridge.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reply as JSON.
 *
 * @param key names the reply for ever, in all attempts to send it
 * @param inReplyTo the id of the message that it answers
 * @param author who wrote that message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplyJson(
        String key,
        String inReplyTo,
        String thread,
        String kind,
        @Nullable URI permalink,
        Person author,
        Person agent,
        String text,
        List<File> attachments) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    /** Of all files together. */
    private static final long MAX_BYTES = 20_000_000;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(String id, @Nullable String handle, String name) {}

    /** @param content as base64 */
    record File(String name, String mimeType, byte[] content) {}

    /** @throws Failure as the desk says whose files hang on it */
    static String of(Reply reply, SendKey key) {
        Message answered = reply.inReplyTo();
        Author author = answered.author();
        try {
            return JSON.writeValueAsString(new ReplyJson(
                    key.toString(),
                    answered.id().value(),
                    answered.conversation().thread(),
                    answered.kind().name().toLowerCase(Locale.ROOT),
                    answered.permalink().orElse(null),
                    new Person(author.id(), author.handle(), author.name()),
                    new Person(reply.agent().id(), null, reply.agent().name()),
                    reply.text(),
                    files(reply)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reply is always writable as JSON", e);
        }
    }

    private static List<File> files(Reply reply) {
        var files = new ArrayList<File>();
        long left = MAX_BYTES;
        for (Attachment attachment : reply.attachments()) {
            Media file = reply.media().fetch(attachment, left);
            left -= file.bytes().length;
            files.add(new File(file.name(), file.mimeType(), file.bytes()));
        }
        return files;
    }
}
