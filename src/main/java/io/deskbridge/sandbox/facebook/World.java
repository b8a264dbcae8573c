package io.deskbridge.sandbox.facebook;

import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Everything that stands on the sandbox's Facebook. */
@Component("sandboxFacebookWorld")
@SandboxPart
class World {
    /** What happened, as the webhook calls it. */
    interface Listener {
        void happened(String verb, Node node, Who by);
    }

    /** A picture that was uploaded. */
    record Picture(String id, String mimeType, byte[] bytes) {}

    /** A private message to the author of a post or comment. */
    record Letter(String id, String about, Who from, Who to, String text, Instant at) {}

    private final AtomicLong ids = new AtomicLong(900_000_000_000L);
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Picture> pictures = new LinkedHashMap<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Page 101 is called Acme, as in the other networks. */
    static Who page(String id) {
        return new Who(id, id.equals("101") ? "Acme" : "Page " + id, true);
    }

    /** A person's number follows from the name, so that scripts can know it. */
    static Who person(String name) {
        long number =
                700_000_000L + Math.abs((long) name.toLowerCase(Locale.ROOT).hashCode()) % 100_000_000L;
        return new Who(
                String.valueOf(number), name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), false);
    }

    synchronized Node post(Who author, Who place, String message, Optional<String> picture, boolean ad) {
        String id = place.id() + "_" + ids.incrementAndGet();
        return add(new Node(
                id,
                Node.Kind.POST,
                id,
                Optional.empty(),
                author,
                place,
                message,
                picture,
                Optional.empty(),
                ad,
                false,
                Instant.now()));
    }

    synchronized Node rate(Who author, Who page, String message, String verdict) {
        String id = String.valueOf(ids.incrementAndGet());
        return add(new Node(
                id,
                Node.Kind.RATING,
                id,
                Optional.empty(),
                author,
                page,
                message,
                Optional.empty(),
                Optional.of(verdict),
                false,
                false,
                Instant.now()));
    }

    synchronized Node comment(Who author, Node below, String message, Optional<String> picture) {
        Node post = get(below.post()).orElseThrow(() -> GraphProblem.unknown(below.post()));
        String id = post.id().substring(post.id().lastIndexOf('_') + 1) + "_" + ids.incrementAndGet();
        return add(new Node(
                id,
                Node.Kind.COMMENT,
                post.id(),
                below.isComment() ? Optional.of(below.id()) : Optional.empty(),
                author,
                post.place(),
                message,
                picture,
                Optional.empty(),
                false,
                false,
                Instant.now()));
    }

    private Node add(Node node) {
        nodes.put(node.id(), node);
        listeners.forEach(listener -> listener.happened("add", node, node.author()));
        return node;
    }

    synchronized void change(Node to, String verb, Who by) {
        nodes.put(to.id(), to);
        listeners.forEach(listener -> listener.happened(verb, to, by));
    }

    /** With all that stands below. */
    synchronized void remove(Node node, Who by) {
        nodes.values().stream()
                .filter(below -> below.parent().filter(node.id()::equals).isPresent()
                        || node.kind() != Node.Kind.COMMENT
                                && below.isComment()
                                && below.post().equals(node.id()))
                .toList()
                .forEach(below -> nodes.remove(below.id()));
        nodes.remove(node.id());
        listeners.forEach(listener -> listener.happened("remove", node, by));
    }

    synchronized Optional<Node> get(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** Newest first. */
    synchronized List<Node> all(Predicate<Node> wanted) {
        var found = new ArrayList<>(nodes.values().stream().filter(wanted).toList());
        Collections.reverse(found);
        return found;
    }

    synchronized Picture keep(String mimeType, byte[] bytes) {
        var picture = new Picture(String.valueOf(ids.incrementAndGet()), mimeType, bytes);
        pictures.put(picture.id(), picture);
        return picture;
    }

    synchronized Optional<Picture> picture(String id) {
        return Optional.ofNullable(pictures.get(id));
    }

    synchronized Letter write(Who from, Node about, String text) {
        var letter = new Letter("m_" + ids.incrementAndGet(), about.id(), from, about.author(), text, Instant.now());
        letters.add(letter);
        return letter;
    }

    /** The private answers to a post or comment, oldest first. */
    synchronized List<Letter> letters(String about) {
        return letters.stream().filter(letter -> letter.about().equals(about)).toList();
    }

    synchronized List<Letter> letters() {
        return List.copyOf(letters);
    }
}
