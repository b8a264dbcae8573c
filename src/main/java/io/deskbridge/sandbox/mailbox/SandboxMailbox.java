package io.deskbridge.sandbox.mailbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.deskbridge.sandbox.SandboxPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * The mail server. It starts before all ordinary beans, as a post-processor does, because its ports are chosen at start
 * and the configuration of a desk refers to them.
 */
@Component
@SandboxPart
class SandboxMailbox implements BeanFactoryPostProcessor, DisposableBean {
    static final String HUB = "hub@sandbox.example";
    static final String TEAM = "team@sandbox.example";
    static final String PASSWORD = "sandbox-mail-password";
    private static final String LOOPBACK = "127.0.0.1";

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
    });
    private final GreenMailUser hub = server.setUser(HUB, HUB, PASSWORD);
    private final GreenMailUser team = server.setUser(TEAM, TEAM, PASSWORD);

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // without this, the server makes a mailbox for each unknown address, plus-addresses included
        server.getUserManager().setMessageDeliveryHandler((mail, recipient) -> mailboxOf(recipient.getEmail()));
        server.start();
        var places = Map.<String, Object>of(
                "deskbridge.sandbox.mailbox.smtp-port", smtpPort(),
                "deskbridge.sandbox.mailbox.imap-port", server.getImap().getPort());
        beans.getBean(ConfigurableEnvironment.class)
                .getPropertySources()
                .addFirst(new MapPropertySource("sandbox mailbox", places));
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** The hub's mailbox takes {@code hub} and {@code hub+anything}; the team's takes its own and all colleagues'. */
    private GreenMailUser mailboxOf(String address) throws UserException {
        String[] parts = address.toLowerCase(Locale.ROOT).split("@", 2);
        if (parts.length < 2 || !parts[1].equals("sandbox.example")) {
            throw new UserException("nothing leaves the sandbox: " + address);
        }
        return parts[0].equals("hub") || parts[0].startsWith("hub+") ? hub : team;
    }

    /** The mails of a mailbox, oldest first. */
    List<StoredMessage> mails(String box) {
        try {
            GreenMailUser owner = box.equals("hub") ? hub : team;
            // a copy: the server's own list changes while mails come
            return new ArrayList<>(
                    server.getManagers().getImapHostManager().getInbox(owner).getMessages());
        } catch (FolderException e) {
            throw new IllegalStateException("no mailbox " + box, e);
        }
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
