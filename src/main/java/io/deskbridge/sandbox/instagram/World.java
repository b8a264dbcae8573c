package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Everything that is on the sandbox's Instagram. It tells nobody: whoever changes it also pushes. */
@Component("sandboxInstagramWorld")
@SandboxPart
class World {
    // the numbers begin as the real ones do
    private final AtomicLong mediaIds = new AtomicLong(17_890_000_000_000_100L);
    private final AtomicLong commentIds = new AtomicLong(17_910_000_000_000_100L);
    private final AtomicLong otherIds = new AtomicLong(100);
    private final Map<String, Medium> media = new LinkedHashMap<>();
    private final Map<String, Comment> comments = new LinkedHashMap<>();
    private final Map<String, Letter> letters = new LinkedHashMap<>();
    private final Map<String, StoredFile> files = new LinkedHashMap<>();

    World() {
        publish(Who.ACME, "Our new coffee machine. ☕ Questions? Ask below.", false, Instant.now());
    }

    synchronized Medium publish(Who owner, String caption, boolean boosted, Instant at) {
        var medium = new Medium(String.valueOf(mediaIds.incrementAndGet()), owner, caption, boosted, at);
        media.put(medium.id(), medium);
        return medium;
    }

    synchronized Optional<Medium> medium(String id) {
        return Optional.ofNullable(media.get(id));
    }

    /** Newest first. */
    synchronized List<Medium> media(Predicate<Medium> wanted) {
        return newestFirst(media, wanted);
    }

    /** With all that stands below. */
    synchronized void remove(Medium medium) {
        media.remove(medium.id());
        comments.values().removeIf(comment -> comment.medium().id().equals(medium.id()));
    }

    /**
     * @param answered the comment that it answers; what answers a reply stands beside it
     */
    synchronized Comment comment(Who author, Medium medium, Optional<Comment> answered, String text, Instant at) {
        Optional<String> parent = answered.map(comment -> comment.parent().orElse(comment.id()));
        var comment = new Comment(
                String.valueOf(commentIds.incrementAndGet()), medium, parent, author, text.strip(), false, at);
        comments.put(comment.id(), comment);
        return comment;
    }

    synchronized Optional<Comment> comment(String id) {
        return Optional.ofNullable(comments.get(id));
    }

    synchronized void change(Comment to) {
        comments.put(to.id(), to);
    }

    /** With the replies to it. */
    synchronized void remove(Comment comment) {
        comments.values()
                .removeIf(other -> other.parent().filter(comment.id()::equals).isPresent());
        comments.remove(comment.id());
    }

    /** Newest first. */
    synchronized List<Comment> comments(Predicate<Comment> wanted) {
        return newestFirst(comments, wanted);
    }

    private static <T> List<T> newestFirst(Map<String, T> all, Predicate<T> wanted) {
        var found = new ArrayList<>(all.values().stream().filter(wanted).toList());
        Collections.reverse(found);
        return found;
    }

    synchronized Letter write(
            Who account, Who person, boolean fromAccount, ObjectNode message, Optional<String> about, Instant at) {
        var letter = new Letter(
                "aWdfZAG1faXRlbTo" + otherIds.incrementAndGet(), account, person, fromAccount, message, about, at);
        letters.put(letter.id(), letter);
        return letter;
    }

    synchronized Optional<Letter> letter(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    synchronized void change(Letter to) {
        letters.put(to.id(), to);
    }

    synchronized void remove(Letter letter) {
        letters.remove(letter.id());
    }

    /** Oldest first. */
    synchronized List<Letter> letters(Predicate<Letter> wanted) {
        return letters.values().stream().filter(wanted).toList();
    }

    synchronized StoredFile keep(String mimeType, byte[] bytes) {
        var file = new StoredFile(String.valueOf(otherIds.incrementAndGet()), mimeType, bytes);
        files.put(file.id(), file);
        return file;
    }

    synchronized Optional<StoredFile> file(String id) {
        return Optional.ofNullable(files.get(id));
    }
}
