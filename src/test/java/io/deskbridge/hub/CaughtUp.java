package io.deskbridge.hub;

import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PolledDesk;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** What tests say of what was missed while the hub was down, instead of a poll. */
public final class CaughtUp {
    private CaughtUp() {}

    /** From the start on: pushed calls wait so long for what was missed. */
    public static ApplicationContextInitializer<GenericApplicationContext> waitedFor(Duration patience) {
        return starting -> starting.registerBean(
                "patience", CatchUp.class, () -> new CatchUp(patience), bean -> bean.setPrimary(true));
    }

    /** All was read once, and so is whatever has to be read later; pushed calls are taken. */
    public static void say(ApplicationContext context) {
        CatchUp catchUp = context.getBean(CatchUp.class);
        catchUp.reader(source -> catchUp.read(source, catchUp.moment()));
        Accounts accounts = context.getBean(Accounts.class);
        accounts.channels().forEach(open -> {
            if (open.channel() instanceof PolledChannel polled) {
                polled.sources()
                        .forEach(source -> catchUp.read(
                                AccountHealth.channel(open.name()) + "/" + source.name(), catchUp.moment()));
            }
        });
        accounts.desks().forEach(open -> {
            if (open.desk() instanceof PolledDesk polled) {
                polled.sources()
                        .forEach(source ->
                                catchUp.read(AccountHealth.desk(open.name()) + "/" + source.name(), catchUp.moment()));
            }
        });
    }
}
