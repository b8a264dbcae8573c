package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Route files in which a channel's messages go to another desk than the folder says. */
final class DeskChoice {
    private DeskChoice() {}

    /** By channel the desks that its routes name, as far as each of them names one. */
    static Map<String, Set<String>> desks(RouteSet set) {
        var desks = new TreeMap<String, Set<String>>();
        for (RouteFile file : set.files()) {
            DeskStep.of(file).ifPresent(step -> step.channels()
                    .forEach(channel -> desks.computeIfAbsent(channel, unused -> new TreeSet<>())
                            .add(step.desk())));
        }
        return desks;
    }

    /**
     * The set in which all routes of the channel lead to that desk; a route that does so in the folder is as it is there.
     *
     * @param now what runs
     * @param folder what the admin wrote
     * @param known what a route may say beside the desk's name
     * @return empty when no route of the channel names one desk
     */
    static Optional<RouteSet> with(
            RouteSet now, RouteSet folder, String channel, String desk, List<RouteOption> known) {
        var written = new HashMap<String, RouteFile>();
        folder.files().forEach(file -> written.put(file.name(), file));
        var files = new ArrayList<RouteFile>();
        boolean found = false;
        for (RouteFile file : now.files()) {
            RouteFile original = written.getOrDefault(file.name(), file);
            Optional<DeskStep> step =
                    DeskStep.of(original).filter(one -> one.channels().contains(channel));
            found |= step.isPresent();
            files.add(step.map(one -> one.desk().equals(desk) ? original : one.to(desk, known))
                    .orElse(file));
        }
        return found ? Optional.of(new RouteSet(files)) : Optional.empty();
    }
}
