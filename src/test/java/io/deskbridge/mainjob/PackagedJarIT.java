package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What several libraries hold under one name is put together in the packaged jar, not overwritten by the last: a list
 * of which half is lost shows only when what it names is missing.
 */
class PackagedJarIT {
    private static final Path PACKAGED = Path.of("target/deskbridge.jar");

    private static final Set<String> SPRINGS_LISTS = Set.of(
            "META-INF/spring.factories",
            "META-INF/spring.handlers",
            "META-INF/spring.schemas",
            "META-INF/spring-autoconfigure-metadata.properties");

    static JarFile packaged;
    /** The libraries that are packed: those of the class path of which it holds the classes. */
    static Map<String, JarFile> libraries;

    @BeforeAll
    static void open() throws IOException {
        packaged = new JarFile(PACKAGED.toFile());
        libraries = new TreeMap<>();
        for (String part : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (part.endsWith(".jar")) {
                var library = new JarFile(part);
                if (isPacked(library)) {
                    libraries.put(Path.of(part).getFileName().toString(), library);
                } else {
                    library.close();
                }
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (JarFile library : libraries.values()) {
            library.close();
        }
        packaged.close();
    }

    @Test
    void every_service_that_a_library_offers_is_still_offered() {
        Set<String> lost = new TreeSet<>();
        int lines = 0;
        for (var library : libraries.entrySet()) {
            for (String file : files(library.getValue(), "META-INF/services/")) {
                Set<String> kept = linesOf(packaged, file);
                for (String line : linesOf(library.getValue(), file)) {
                    lines++;
                    if (!kept.contains(line)) {
                        lost.add(file + ": " + line + " of " + library.getKey());
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(lines).isGreaterThan(500);
    }

    @Test
    void every_part_that_Spring_is_told_of_is_still_told() {
        Set<String> lost = new TreeSet<>();
        int parts = 0;
        for (var library : libraries.entrySet()) {
            for (String file : SPRINGS_LISTS) {
                Properties kept = properties(packaged, file);
                for (var told : properties(library.getValue(), file).entrySet()) {
                    Set<String> names = names(told.getValue());
                    parts += names.size();
                    if (!names(kept.getOrDefault(told.getKey(), "")).containsAll(names)) {
                        lost.add(file + ": " + told + " of " + library.getKey());
                    }
                }
            }
            for (String file : files(library.getValue(), "META-INF/spring/")) {
                Set<String> names = linesOf(library.getValue(), file);
                parts += names.size();
                if (!file.endsWith("aot.factories") && !linesOf(packaged, file).containsAll(names)) {
                    lost.add(file + " of " + library.getKey());
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(parts).isGreaterThan(500);
    }

    @Test
    void no_other_file_of_two_libraries_stands_for_both() {
        Map<String, Set<String>> contents = new TreeMap<>();
        for (JarFile library : libraries.values()) {
            for (String file : files(library, "")) {
                if (packaged.getEntry(file) != null && !isPutTogether(file)) {
                    contents.computeIfAbsent(file, any -> new HashSet<>()).add(text(library, file));
                }
            }
        }
        contents.values().removeIf(different -> different.size() == 1);
        assertThat(contents.keySet()).isEmpty();
    }

    @Test
    void the_licences_and_notices_of_all_libraries_are_in_it() {
        Set<String> lost = new TreeSet<>();
        for (var library : libraries.entrySet()) {
            for (String file : files(library.getValue(), "META-INF/")) {
                if (file.matches("META-INF/(LICENSE|NOTICE|COPYRIGHT)[^/]*")
                        && !linesOf(packaged, file).containsAll(linesOf(library.getValue(), file))) {
                    lost.add(file + " of " + library.getKey());
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(linesOf(packaged, "META-INF/LICENSE.txt")).isNotEmpty();
    }

    private static boolean isPutTogether(String file) {
        return file.startsWith("META-INF/services/")
                || file.startsWith("META-INF/spring")
                || file.startsWith("META-INF/maven/")
                || file.matches("META-INF/(MANIFEST.MF|(LICENSE|NOTICE|COPYRIGHT)[^/]*)");
    }

    private static boolean isPacked(JarFile library) {
        return library.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                .findFirst()
                .filter(name -> packaged.getEntry(name) != null)
                .isPresent();
    }

    private static Collection<String> files(JarFile jar, String folder) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .filter(name -> name.startsWith(folder))
                .toList();
    }

    /** Without comments and blank lines; empty where there is no such file. */
    private static Set<String> linesOf(JarFile jar, String file) {
        return text(jar, file)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Properties properties(JarFile jar, String file) {
        var properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(text(jar, file).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Set<String> names(Object list) {
        return Stream.of(list.toString().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String text(JarFile jar, String file) {
        JarEntry entry = jar.getJarEntry(file);
        if (entry == null) {
            return "";
        }
        try (var in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
