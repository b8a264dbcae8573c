package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Everything that stands on this X. Safe for many threads; what is listed under an id is never changed in place. */
@Component("sandboxXWorld")
@SandboxPart
class World {
    /** Hears of what happens, after it happened; must not take long. */
    interface Listener {
        void posted(Post post);

        void deleted(Post post);

        void sent(Direct message);
    }

    final Snowflakes ids = new Snowflakes();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Account> accountsById = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, Post> posts = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Direct> directs = new ConcurrentSkipListMap<>();
    private final Map<String, Picture> pictures = new ConcurrentHashMap<>();
    private final Map<String, Deque<Long>> byAuthor = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    void listen(Listener listener) {
        listeners.add(listener);
    }

    /** The account of that name, made when it is used for the first time. */
    Account account(String username) {
        Account account = accounts.computeIfAbsent(username.toLowerCase(Locale.ROOT), key -> Account.named(username));
        accountsById.put(account.id(), account);
        return account;
    }

    Optional<Account> accountById(String id) {
        return Optional.ofNullable(accountsById.get(id));
    }

    Optional<Post> post(long id) {
        return Optional.ofNullable(posts.get(id));
    }

    /** Newest first, without outdated wordings. */
    Collection<Post> posts() {
        return posts.descendingMap().values();
    }

    /** What an account wrote lately, newest first. */
    synchronized List<Post> latestOf(Account author, int count) {
        return byAuthor.getOrDefault(author.id(), new ArrayDeque<>()).stream()
                .limit(count)
                .flatMap(id -> post(id).stream())
                .toList();
    }

    synchronized void add(Post post) {
        posts.put(post.id(), post);
        post.history().stream()
                .filter(id -> id != post.id())
                .forEach(id -> posts.computeIfPresent(id, (key, old) -> old.outdated()));
        Deque<Long> own = byAuthor.computeIfAbsent(post.author().id(), key -> new ArrayDeque<>());
        own.addFirst(post.id());
        if (own.size() > 100) {
            own.removeLast();
        }
        listeners.forEach(listener -> listener.posted(post));
    }

    synchronized void delete(Post post) {
        post.history().forEach(posts::remove);
        posts.remove(post.id());
        listeners.forEach(listener -> listener.deleted(post));
    }

    /** Newest first. */
    Collection<Direct> directs() {
        return directs.descendingMap().values();
    }

    /** Makes and lists it in one step, so that what is listed later has a higher id. */
    synchronized Direct send(
            Account sender, Account recipient, String text, List<String> media, Optional<Instant> sentAt) {
        long id = ids.next();
        var message = new Direct(id, sender, recipient, text, media, sentAt.orElseGet(() -> Snowflakes.timeOf(id)));
        directs.put(id, message);
        listeners.forEach(listener -> listener.sent(message));
        return message;
    }

    void add(Picture picture) {
        pictures.put(picture.id(), picture);
    }

    Optional<Picture> picture(String id) {
        return Optional.ofNullable(pictures.get(id));
    }
}
