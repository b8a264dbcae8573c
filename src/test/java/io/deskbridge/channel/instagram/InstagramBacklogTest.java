package io.deskbridge.channel.instagram;

import io.deskbridge.contract.ConversationBacklog;
import io.deskbridge.contract.LongInbox;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Duration;

class InstagramBacklogTest extends ConversationBacklog {
    @Override
    protected String us() {
        return "178";
    }

    @Override
    protected Source<Message> conversations(LongInbox inbox, SettableClock clock) {
        var context = new AccountContext("acme-instagram", inbox, new MemoryTokens(), clock);
        return new InstagramChannel(InstagramFixture.settings(), context, InstagramFixture.FETCH, Duration.ofSeconds(1))
                .sources()
                .get(1);
    }
}
