package io.deskbridge.channel.messenger;

import io.deskbridge.contract.ConversationBacklog;
import io.deskbridge.contract.LongInbox;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.util.Map;

class MessengerBacklogTest extends ConversationBacklog {
    @Override
    protected String us() {
        return "101";
    }

    @Override
    protected Source<Message> conversations(LongInbox inbox, SettableClock clock) {
        var context = new AccountContext("acme-messenger", inbox, new MemoryTokens(), clock);
        return MessengerFixture.open(Map.of("base-url", "https://graph.example", "access-token", "token"), context)
                .sources()
                .get(0);
    }
}
