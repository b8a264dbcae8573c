package io.deskbridge.console;

import io.deskbridge.store.TicketEventLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether agents lately were done with a ticket whose customer did not get the last answer. */
@Configuration(proxyBeanMethods = false)
class TicketHealth {
    private static final Duration LATELY = Duration.ofDays(1);
    private static final int SHOWN = 20;

    @Bean
    HealthIndicator ticketsHealthIndicator(TicketEventLedger events, Clock clock) {
        return () -> {
            List<String> tickets = events.solvedUnpublished(clock.instant().minus(LATELY), SHOWN);
            return tickets.isEmpty()
                    ? Health.up().build()
                    : Health.status(HealthBeans.WARNING)
                            .withDetail(
                                    "detail",
                                    "solved during the last day while the last reply was not published; see the replies of"
                                            + " these tickets, /api/replies?state=refused, failed, uncertain or waiting")
                            .withDetail("tickets", tickets)
                            .build();
        };
    }
}
