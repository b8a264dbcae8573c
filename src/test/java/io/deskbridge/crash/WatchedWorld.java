package io.deskbridge.crash;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.boot.ApplicationRunner;
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

    /** The mailboxes of the hub and of the team hold thousands of mails in the end. */
    private static void quicken(GenericApplicationContext world) throws ReflectiveOperationException, FolderException {
        Object mailbox = world.getBean(Class.forName("io.deskbridge.sandbox.mailbox.SandboxMailbox"));
        Field field = mailbox.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Managers managers = ((GreenMail) field.get(mailbox)).getManagers();
        for (GreenMailUser user : managers.getUserManager().listUser()) {
            QuickMails.into(managers.getImapHostManager().getInbox(user));
        }
    }

    public static void main(String[] arguments) {
        // else the mail server looks through the whole class path for it, for each encoded word of each subject that it
        // searches, while all others wait for the mailbox
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        new SpringApplicationBuilder(DeskbridgeApplication.class)
                .initializers(starting -> {
                    ProductOnly.in(starting);
                    var watch = new DeskWatch();
                    starting.getBeanFactory().addBeanPostProcessor(watch);
                    var world = (GenericApplicationContext) starting;
                    world.registerBean(DeskWatch.Overlaps.class, () -> new DeskWatch.Overlaps(watch));
                    world.registerBean(MailPorts.class);
                    world.registerBean(ApplicationRunner.class, () -> unused -> quicken(world)); // before it is ready
                })
                .run(arguments);
    }
}
