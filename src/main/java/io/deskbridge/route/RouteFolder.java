package io.deskbridge.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Reads the admins' folder, as whole files: links are followed, and what is neither route nor named by one is left alone. */
class RouteFolder {
    private static final int MOST_TRIES = 50;
    private static final int MOST_BYTES = 1_000_000;
    private static final String OUTSIDE = "it is a link that leads out of routes/; put the list itself there";

    private final Path folder;

    RouteFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    boolean isThere() {
        return Files.isDirectory(folder);
    }

    /**
     * What the folder holds, read once. Somebody may be writing meanwhile: only what two looks saw is certain.
     *
     * @return empty when there is no folder, or it changed while it was read
     */
    Optional<RouteSet> look() {
        var files = new ArrayList<RouteFile>();
        var lists = new ArrayList<Path>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (RouteFile.isRoute(name)) {
                    files.add(read(path, name));
                } else if (RouteFile.isList(name)) {
                    lists.add(path);
                }
            }
            for (Path list : lists) {
                String name = list.getFileName().toString();
                if (files.stream().anyMatch(file -> file.text().contains(name))) {
                    files.add(isInside(list) ? read(list, name) : RouteFile.unreadable(name, OUTSIDE));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
        return Optional.of(new RouteSet(files));
    }

    /** As {@link #look}, again until nobody changes it meanwhile. */
    RouteSet lookNow() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<RouteSet> seen = look();
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        throw new IllegalStateException("deskbridge.routes.folder: " + folder.toAbsolutePath() + " cannot be read");
    }

    /**
     * As {@link #lookNow}, again until two looks with a pause between them saw the same: at a start nobody looked before, and
     * a file may be half written. Not for ever.
     */
    RouteSet lookTwice(Pause pause) throws InterruptedException {
        RouteSet last = lookNow();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            pause.take();
            RouteSet seen = lookNow();
            if (seen.equals(last)) {
                return seen;
            }
            last = seen;
        }
        return last;
    }

    /** The time between two looks: a part of that between those that follow. */
    @Component
    static class Pause {
        private static final long MOST_MILLIS = 100;

        private final long millis;

        @Autowired
        Pause(RouteSettings settings) {
            this(
                    settings.look().isZero()
                            ? MOST_MILLIS
                            : Math.min(MOST_MILLIS, settings.look().toMillis() / 5));
        }

        Pause(long millis) {
            this.millis = millis;
        }

        void take() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    /** Why files cannot be written there; empty when they can. A folder that is not there is made. */
    Optional<String> problem() {
        if (!isThere()) {
            Path above = folder.toAbsolutePath().getParent();
            return above != null && Files.isWritable(above)
                    ? Optional.empty()
                    : Optional.of("there is no folder " + folder.toAbsolutePath() + ", and the hub may not make it");
        }
        try (Stream<Path> paths = Files.list(folder)) {
            Optional<Path> link = paths.filter(
                            path -> RouteFile.isRoute(path.getFileName().toString()))
                    .filter(Files::isSymbolicLink)
                    .findFirst();
            if (link.isPresent()) {
                return Optional.of("routes/" + link.get().getFileName() + " is a link, so routes/ is written from"
                        + " elsewhere (a config map?); go back to the earlier files there");
            }
        } catch (IOException e) {
            return Optional.of("routes/ cannot be read: " + reason(e));
        }
        return Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of(
                        "routes/ may not be written by the hub; go back to the earlier files where they come from");
    }

    /**
     * Makes the folder hold these route files and no others, and these lists; what is no route file stays. Each file is there whole, as it
     * was or as it shall be, at every moment.
     */
    void write(RouteSet set) throws IOException {
        Files.createDirectories(folder);
        for (RouteFile file : set.files()) {
            Path path = folder.resolve(file.name());
            if (!Path.of(file.name()).getFileName().toString().equals(file.name())
                    || !RouteFile.isRoute(file.name()) && !RouteFile.isList(file.name())) {
                throw new IOException(file.name() + " is no name of a route file");
            }
            if (Files.isRegularFile(path) && Files.readString(path).equals(file.text())) {
                continue;
            }
            Path aside = folder.resolve("." + file.name() + ".new");
            try (FileChannel out = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(file.text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Map<String, String> wanted = set.texts();
        for (RouteFile old : lookNow().routes()) { // a list may be of use to somebody else
            if (!wanted.containsKey(old.name())) {
                Files.deleteIfExists(folder.resolve(old.name()));
            }
        }
    }

    /** A list reaches the ledger and its reasons, so none may be read that lies elsewhere on the machine. */
    private boolean isInside(Path list) throws IOException {
        return !Files.isSymbolicLink(list)
                || !Files.exists(list)
                || list.toRealPath().startsWith(folder.toRealPath());
    }

    private static RouteFile read(Path path, String name) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? RouteFile.unreadable(
                            name,
                            "it is larger than " + MOST_BYTES
                                    + " bytes; a route is a page of text, and a list not much more")
                    : new RouteFile(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(path)) {
                return RouteFile.unreadable(
                        name, "it is a link to " + Files.readSymbolicLink(path) + ", where there is nothing");
            }
            throw e;
        } catch (IOException e) {
            return RouteFile.unreadable(
                    name, Files.isDirectory(path) ? "it is a folder" : "it cannot be read: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    /** The routes that run where there is no folder. */
    static RouteSet shipped() {
        try {
            Resource[] resources =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:routes/*" + RouteFile.ENDING);
            var files = new ArrayList<RouteFile>();
            for (Resource resource : List.of(resources)) {
                files.add(new RouteFile(
                        String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8)));
            }
            return new RouteSet(files);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped routes cannot be read", e);
        }
    }
}
