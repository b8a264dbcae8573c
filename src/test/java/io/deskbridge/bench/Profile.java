package io.deskbridge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A recording of where the hub's processor time goes, with the JDK's own flight recorder: {@code -Dbench.profile=true}. */
final class Profile {
    private static final Path FILE = Bench.folder().resolve("hub.jfr");

    private Profile() {}

    static String[] options() {
        return wanted()
                ? new String[] {
                    "-XX:StartFlightRecording=name=bench,settings=profile", "-XX:FlightRecorderOptions=stackdepth=128"
                }
                : new String[0];
    }

    /** Writes the recording so far to {@code hub.jfr} in the bench's folder. */
    static void keep(Fork hub) throws IOException, InterruptedException {
        if (!wanted()) {
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

    private static boolean wanted() {
        return Boolean.getBoolean("bench.profile");
    }
}
