package io.deskbridge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A recording of where the hub's processor time goes. {@code -Dbench.profile=true}: the JDK's own flight recorder, into
 * {@code hub.jfr}; it counts time in native code, such as the database's, only roughly. Or the path of async-profiler's
 * library: its collapsed stacks, by thread, into {@code hub.collapsed}.
 */
final class Profile {
    private static final String WANTED = Bench.text("profile", "false");
    private static final Path FILE = Bench.folder().resolve("hub.jfr");

    private Profile() {}

    static String[] options() {
        return switch (WANTED) {
            case "false" -> new String[0];
            case "true" ->
                new String[] {
                    "-XX:StartFlightRecording=name=bench,settings=profile", "-XX:FlightRecorderOptions=stackdepth=128"
                };
            default ->
                new String[] {
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:+DebugNonSafepoints",
                    "-agentpath:" + WANTED + "=start,event=ctimer,interval=2ms,threads,collapsed,file="
                            + FILE.resolveSibling("hub.collapsed")
                };
        };
    }

    /** Writes the flight recorder's recording so far; async-profiler writes its own when the hub ends. */
    static void keep(Fork hub) throws IOException, InterruptedException {
        if (!WANTED.equals("true")) {
            return;
        }
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(hub.pid()),
                        "JFR.dump",
                        "name=bench",
                        "filename=" + FILE)
                .inheritIO()
                .start();
        if (!jcmd.waitFor(60, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
            throw new IllegalStateException("the hub's recording could not be written to " + FILE);
        }
    }
}
