package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class LedgerNotOpenedTest {
    private static final String CHECK = "; check that the server runs and can be reached from here, that the database"
            + " exists, and deskbridge.store.url, deskbridge.store.user and deskbridge.store.password";

    @TempDir
    private Path folder;

    @Test
    void a_second_process_on_one_folder_is_told_what_to_do_and_the_first_works_on() throws Exception {
        try (var first = new Ledger(LedgerSettings.embedded(folder))) {
            assertThatThrownBy(() -> new LedgerDatabase(LedgerSettings.embedded(folder)))
                    .isInstanceOf(LedgerInUse.class)
                    .hasMessage(inUse());
            assertThat(first.take(Ledger.message("1").build())).hasSize(1);
        }
        new LedgerDatabase(LedgerSettings.embedded(folder)).close();
    }

    @Test
    void the_application_prints_the_sentence_and_no_stack_trace(CapturedOutput output) throws Exception {
        try (var first = new LedgerDatabase(LedgerSettings.embedded(folder))) {
            start("--deskbridge.store.data=" + folder);
        }
        assertThat(output.getAll())
                .contains("The hub did not start: " + inUse() + ".")
                .doesNotContain("\tat ");
    }

    @Test
    void a_postgresql_that_cannot_be_reached_is_named_without_its_password(CapturedOutput output) throws Exception {
        String address = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/deskbridge";
        start(
                "--deskbridge.store.url=" + address + "?password=geheim",
                "--deskbridge.store.user=mia",
                "--deskbridge.store.password=geheim");
        assertThat(output.getAll())
                .contains("The hub did not start: the PostgreSQL ledger at " + address + " cannot be opened (")
                .contains(")" + CHECK + ".")
                .doesNotContain("geheim", "\tat ");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        LedgerSettings there = TestPostgres.empty();
        String url = there.url().replace("/postgres?", "/nowhere?");
        assertThatThrownBy(() -> new LedgerDatabase(new LedgerSettings(folder, url, there.user(), Secret.of(""))))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessage("the PostgreSQL ledger at " + url.replaceAll("\\?.*", "")
                        + " cannot be opened (FATAL: database \"nowhere\" does not exist)" + CHECK);
    }

    @Test
    void an_address_of_something_else_is_not_tried() {
        assertThatThrownBy(() -> new LedgerDatabase(
                        new LedgerSettings(folder, "jdbc:mysql://db/hub?password=geheim", "", Secret.of(""))))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessage("deskbridge.store.url: jdbc:mysql://db/hub is not the address of a PostgreSQL database,"
                        + " such as jdbc:postgresql://host/database");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named_with_its_setting() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new LedgerDatabase(LedgerSettings.embedded(file.resolve("data"))))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageStartingWith(
                        "deskbridge.store.data: the folder " + file.resolve("data") + " cannot be made (");
    }

    private String inUse() {
        return "another Deskbridge process works on the ledger in " + folder
                + "; stop it first, or give this one a folder of its own (deskbridge.store.data), or let both share a"
                + " PostgreSQL ledger (deskbridge.store.url)";
    }

    private static void start(String... arguments) {
        var application = new SpringApplication(OnlyTheLedger.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatThrownBy(() -> application.run(arguments)).isInstanceOf(RuntimeException.class);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(LedgerSettings.class)
    @Import(LedgerDatabase.class)
    static class OnlyTheLedger {}
}
