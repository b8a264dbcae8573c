package io.deskbridge.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The functions that Camel's "simple" has, by the description that comes with it, and those that it keeps to itself. */
final class CamelFunctions {
    private static final String DESCRIPTION = "/META-INF/org/apache/camel/language/simple/simple.json";
    private static final Set<String> UNDESCRIBED = Set.of("sysenv", "file", "in", "out", "bodyType");

    static final Set<String> NAMES = read();

    private CamelFunctions() {}

    private static Set<String> read() {
        try (InputStream in = CamelFunctions.class.getResourceAsStream(DESCRIPTION)) {
            var names = new TreeSet<>(UNDESCRIBED);
            new ObjectMapper()
                    .readTree(in)
                    .path("functions")
                    .fieldNames()
                    .forEachRemaining(name -> names.add(name.replaceFirst("[^A-Za-z-].*", "")));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
