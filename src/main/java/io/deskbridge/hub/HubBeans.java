package io.deskbridge.hub;

import io.deskbridge.http.HttpLimits;
import io.deskbridge.store.LedgerSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the hub needs and no library brings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    HubSettings.class,
    ReplySettings.class,
    NoteSettings.class,
    AnswerSettings.class,
    AcknowledgementSettings.class,
    Signatures.class,
    LedgerSettings.class,
    HttpLimits.class
})
class HubBeans {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ticker ticker() {
        return System::nanoTime;
    }
}
