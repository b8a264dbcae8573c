package io.deskbridge.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, its output in a file. */
final class JavaProcess implements AutoCloseable {
    /**
     * Not what the hub ships with: chosen for many starts on a small machine. They change how fast it is, not what it
     * does.
     */
    private static final List<String> FLAGS =
            List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /**
     * @param program what follows the JVM's own options: {@code -jar ...}, or {@code -cp ...} and a class
     * @param folder where it runs
     * @param log what it prints is added there
     */
    static JavaProcess start(List<String> program, List<String> arguments, Path folder, Path log) throws IOException {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(FLAGS);
        command.addAll(program);
        command.addAll(arguments);
        Files.createDirectories(folder);
        return new JavaProcess(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** The Java that runs the proof. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and ends it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
