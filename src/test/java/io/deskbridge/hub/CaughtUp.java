package io.deskbridge.hub;

import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PolledDesk;
import org.springframework.context.ApplicationContext;

/** For tests without polling: says that everything was read once, so that pushed calls are taken. */
public final class CaughtUp {
    private CaughtUp() {}

    public static void say(ApplicationContext context) {
        CatchUp catchUp = context.getBean(CatchUp.class);
        Accounts accounts = context.getBean(Accounts.class);
        accounts.channels().forEach(open -> {
            if (open.channel() instanceof PolledChannel polled) {
                polled.sources()
                        .forEach(source -> catchUp.read(AccountHealth.channel(open.name()) + "/" + source.name()));
            }
        });
        accounts.desks().forEach(open -> {
            if (open.desk() instanceof PolledDesk polled) {
                polled.sources().forEach(source -> catchUp.read(AccountHealth.desk(open.name()) + "/" + source.name()));
            }
        });
    }
}
