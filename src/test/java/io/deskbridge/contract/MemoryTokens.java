package io.deskbridge.contract;

import io.deskbridge.core.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tokens that forget everything when the test ends, and tell in which commits they were put. */
public final class MemoryTokens implements Tokens {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final List<Map<String, String>> commits = new CopyOnWriteArrayList<>();

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void put(Map<String, String> more) {
        commits.add(Map.copyOf(more));
        values.putAll(more);
    }

    @Override
    public String getOrPut(String name, String value) {
        String before = values.putIfAbsent(name, value);
        if (before == null) {
            commits.add(Map.of(name, value));
        }
        return before == null ? value : before;
    }

    /** What was put together, in order. */
    public List<Map<String, String>> commits() {
        return List.copyOf(commits);
    }
}
