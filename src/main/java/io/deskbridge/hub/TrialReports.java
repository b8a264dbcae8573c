package io.deskbridge.hub;

import io.deskbridge.hub.TrialReport.Counts;
import io.deskbridge.hub.TrialReport.Example;
import io.deskbridge.store.MessageRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts fates, and compares those of two sets of routes. */
public final class TrialReports {
    private static final int MOST_EXAMPLES = 20;
    private static final int MOST_LINES = 20;
    private static final int MOST_NAMED = 5;

    private final TrialSample sample;
    private final TrialSide then;
    private final Optional<TrialSide> now;

    private TrialReports(TrialSample sample, TrialSide then, Optional<TrialSide> now) {
        this.sample = sample;
        this.then = then;
        this.now = now;
    }

    /**
     * The report.
     *
     * @param now today's routes; empty where there are none to compare with
     */
    public static TrialReport of(TrialSample sample, TrialSide then, Optional<TrialSide> now) {
        return new TrialReports(sample, then, now).report();
    }

    private TrialReport report() {
        Counts total = counts(then.fates());
        Optional<Counts> before = now.map(side -> counts(side.fates()));
        var ids = new TreeSet<>(then.routes());
        now.ifPresent(side -> ids.addAll(side.routes()));
        List<Example> changes = changes();
        var notes = new LinkedHashSet<>(then.notes());
        now.ifPresent(side -> side.notes().forEach(note -> notes.add(note + " (today's routes)")));
        then.notes().forEach(note -> notes.remove(note + " (today's routes)"));
        return new TrialReport(
                messages(),
                total,
                before.orElse(null),
                before.map(total::minus).orElse(null),
                before.map(counts -> TrialWords.difference(total.minus(counts), total, counts, changes.size()))
                        .orElse("There are no other routes to compare with."),
                ids.stream().map(this::route).toList(),
                changes.size(),
                changes.stream().limit(MOST_EXAMPLES).toList(),
                List.copyOf(notes));
    }

    private TrialReport.Messages messages() {
        List<Instant> times =
                sample.rows().stream().map(MessageRow::receivedAt).sorted().toList();
        int judged = (int) then.fates().stream()
                .filter(fate -> fate.kind() != Fate.Kind.UNASKED)
                .count();
        return new TrialReport.Messages(
                sample.rows().size(),
                judged,
                times.isEmpty() ? null : times.get(0),
                times.isEmpty() ? null : times.get(times.size() - 1));
    }

    private static Counts counts(List<Fate> fates) {
        return new Counts(
                count(fates, Fate.Kind.OPENED),
                count(fates, Fate.Kind.APPENDED),
                count(fates, Fate.Kind.DISMISSED),
                count(fates, Fate.Kind.UNROUTED),
                count(fates, Fate.Kind.FAILED),
                (int) fates.stream().filter(Fate::acknowledged).count());
    }

    private static int count(List<Fate> fates, Fate.Kind kind) {
        return (int) fates.stream().filter(fate -> fate.kind() == kind).count();
    }

    private List<Example> changes() {
        var changes = new ArrayList<Example>();
        List<Fate> before = now.map(TrialSide::fates).orElse(then.fates());
        for (int i = 0; i < then.fates().size(); i++) {
            Fate one = before.get(i);
            Fate other = then.fates().get(i);
            if (!one.isLike(other)) {
                MessageRow row = sample.rows().get(i);
                changes.add(new Example(row.seq(), row.message().id().toString(), one.words(), other.words()));
            }
        }
        return changes;
    }

    private TrialReport.Route route(String id) {
        List<Fate> fates = of(then, id);
        Optional<Counts> before = now.map(side -> counts(of(side, id)));
        Counts total = counts(fates);
        return new TrialReport.Route(
                id,
                total,
                before.orElse(null),
                before.map(total::minus).orElse(null),
                ticketed(fates),
                dismissed(fates),
                failed(id),
                elsewhere(id));
    }

    private static List<Fate> of(TrialSide side, String route) {
        return side.fates().stream().filter(fate -> fate.route().equals(route)).toList();
    }

    private static List<TrialReport.Ticketed> ticketed(List<Fate> fates) {
        return grouped(fates.stream().filter(fate -> !fate.desk().isEmpty()).toList(), fate -> {
                    var key = new ArrayList<Object>();
                    key.add(fate.desk());
                    key.add(fate.options());
                    return key;
                })
                .stream()
                .map(group -> new TrialReport.Ticketed(
                        group.get(0).desk(),
                        new TreeMap<>(group.get(0).options()),
                        count(group, Fate.Kind.OPENED),
                        count(group, Fate.Kind.APPENDED)))
                .toList();
    }

    private static List<TrialReport.Dismissed> dismissed(List<Fate> fates) {
        return grouped(only(fates, Fate.Kind.DISMISSED), Fate::reason).stream()
                .map(group -> {
                    String[] parts = group.get(0).reason().split(": ", 2);
                    return parts.length == 2
                            ? new TrialReport.Dismissed(parts[0], parts[1], group.size())
                            : new TrialReport.Dismissed("", parts[0], group.size());
                })
                .toList();
    }

    private List<TrialReport.Failed> failed(String route) {
        var names = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < then.fates().size(); i++) {
            Fate fate = then.fates().get(i);
            if (fate.kind() == Fate.Kind.FAILED && fate.route().equals(route)) {
                names.computeIfAbsent(fate.reason(), unused -> new ArrayList<>())
                        .add(sample.rows().get(i).message().id().toString());
            }
        }
        return names.entrySet().stream()
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .limit(MOST_LINES)
                .map(entry -> new TrialReport.Failed(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().limit(MOST_NAMED).toList()))
                .toList();
    }

    private List<TrialReport.Elsewhere> elsewhere(String route) {
        return then.elsewhere().getOrDefault(route, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new TrialReport.Elsewhere(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Fate> only(List<Fate> fates, Fate.Kind kind) {
        return fates.stream().filter(fate -> fate.kind() == kind).toList();
    }

    /** The largest groups first. */
    private static List<List<Fate>> grouped(List<Fate> fates, Function<Fate, Object> key) {
        return fates.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .sorted((one, other) -> other.size() - one.size())
                .limit(MOST_LINES)
                .toList();
    }
}
