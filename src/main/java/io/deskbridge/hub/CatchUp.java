package io.deskbridge.hub;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Whether what came while the hub was down has been read. Remotes do not repeat every call that nobody took, so polling
 * brings the rest; what is pushed before that would overtake it and turn the order of a conversation round.
 */
@Component
class CatchUp {
    private final Set<String> behind = ConcurrentHashMap.newKeySet();

    /** A source will be read from now on; said of all before any is. */
    void begins(String source) {
        behind.add(source);
    }

    /** The source was read to its end once, or it cannot be read now: then pushed calls are better than nothing. */
    void read(String source) {
        behind.remove(source);
    }

    /** Whether all sources of the account have been read. */
    boolean isDone(String account) {
        return behind.stream().noneMatch(source -> source.startsWith(account + "/"));
    }
}
