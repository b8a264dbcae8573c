package io.deskbridge.route;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All route files at one moment, and the lists that they name; equal sets have equal contents.
 *
 * @param files in the order of their names
 */
record RouteSet(List<RouteFile> files) {
    RouteSet {
        files = files.stream().sorted(Comparator.comparing(RouteFile::name)).toList();
    }

    /** Those with a route in it, in the order of their names. */
    List<RouteFile> routes() {
        return files.stream().filter(file -> !RouteFile.isList(file.name())).toList();
    }

    /** The others, by their names. */
    Map<String, RouteFile> lists() {
        var lists = new TreeMap<String, RouteFile>();
        files.stream().filter(file -> RouteFile.isList(file.name())).forEach(file -> lists.put(file.name(), file));
        return lists;
    }

    static RouteSet of(Map<String, String> texts) {
        return new RouteSet(texts.entrySet().stream()
                .map(file -> new RouteFile(file.getKey(), file.getValue()))
                .toList());
    }

    /** The texts by the files' names. */
    Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        files.forEach(file -> texts.put(file.name(), file.text()));
        return texts;
    }
}
