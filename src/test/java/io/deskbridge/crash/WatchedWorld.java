package io.deskbridge.crash;

import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox with somebody who watches the desks, and tells where its mail server is; started by the tests from their own class path, and in no jar. */
final class WatchedWorld {
    private WatchedWorld() {}

    /** How to start it. */
    static List<String> program() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of("-cp", path, WatchedWorld.class.getName());
    }

    /** Which ports the mail server chose at start. */
    @RestController
    static final class MailPorts {
        private final Environment environment;

        MailPorts(Environment environment) {
            this.environment = environment;
        }

        @GetMapping("/sandbox/watch/mail")
        Map<String, Integer> ports() {
            return Map.of(
                    "smtp", environment.getRequiredProperty("deskbridge.sandbox.mailbox.smtp-port", Integer.class),
                    "imap", environment.getRequiredProperty("deskbridge.sandbox.mailbox.imap-port", Integer.class));
        }
    }

    public static void main(String[] arguments) {
        // else the mail server looks through the whole class path for it, once for each word that is encoded in a
        // subject,
        // for each mail of a search, while all others wait for the mailbox
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        new SpringApplicationBuilder(DeskbridgeApplication.class)
                .initializers(starting -> {
                    ProductOnly.in(starting);
                    var watch = new DeskWatch();
                    starting.getBeanFactory().addBeanPostProcessor(watch);
                    ((GenericApplicationContext) starting)
                            .registerBean(DeskWatch.Overlaps.class, () -> new DeskWatch.Overlaps(watch));
                    ((GenericApplicationContext) starting).registerBean(MailPorts.class);
                })
                .run(arguments);
    }
}
