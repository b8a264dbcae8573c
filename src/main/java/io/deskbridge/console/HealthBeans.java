package io.deskbridge.console;

import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.RouteDeployments;
import io.deskbridge.hub.Strangers;
import io.deskbridge.store.Committer;
import io.deskbridge.store.UnfinishedLanes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.SimpleStatusAggregator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.health.StatusAggregator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** What {@code /actuator/health} tells of the hub. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
class HealthBeans {
    /** It works, and a person should look at something. Answered with 200, so that nobody restarts the hub for it. */
    static final Status WARNING = new Status("WARNING");

    @Bean
    StatusAggregator healthStatusAggregator() {
        return new SimpleStatusAggregator(Status.DOWN, Status.OUT_OF_SERVICE, WARNING, Status.UP, Status.UNKNOWN);
    }

    @Bean
    HealthIndicator channelsHealthIndicator(Accounts accounts, AccountHealth states) {
        return new AccountsHealth("channel", states, () -> accounts.channels().stream()
                .map(open -> open.name())
                .sorted()
                .toList());
    }

    @Bean
    HealthIndicator desksHealthIndicator(Accounts accounts, AccountHealth states) {
        return new AccountsHealth("desk", states, () -> accounts.desks().stream()
                .map(open -> open.name())
                .sorted()
                .toList());
    }

    /** An account that nobody has configured is told of: perhaps one was forgotten. */
    @Bean
    HealthIndicator appsHealthIndicator(Strangers strangers) {
        return () -> {
            var recent = strangers.recent();
            return recent.isEmpty()
                    ? Health.up().build()
                    : Health.status(WARNING)
                            .withDetail("detail", "webhooks tell of accounts that no channel is configured for")
                            .withDetail("notTaken", recent)
                            .build();
        };
    }

    /** Files that do not run are told here for as long as they lie there. */
    @Bean
    HealthIndicator routesHealthIndicator(RouteDeployments deployments) {
        return () -> deployments
                .trouble()
                .map(trouble -> {
                    var health = Health.status(WARNING).withDetail("detail", trouble.detail());
                    return trouble.mistakes().isEmpty()
                            ? health.build()
                            : health.withDetail("mistakes", trouble.mistakes()).build();
                })
                .orElseGet(() -> deployments.hints().isEmpty()
                        ? Health.up().build()
                        : Health.up().withDetail("hints", deployments.hints()).build());
    }

    @Bean
    HealthIndicator unroutedHealthIndicator(LedgerCounts counts) {
        return () -> {
            int count = counts.get().unrouted();
            return count == 0
                    ? Health.up().build()
                    : warning(items(count) + " that no route takes; see /api/messages?unrouted=true and"
                            + " /api/comments?unrouted=true");
        };
    }

    @Bean
    HealthIndicator deadLettersHealthIndicator(LedgerCounts counts) {
        return () -> {
            long count = counts.get().dead();
            return count == 0
                    ? Health.up().build()
                    : warning(items(count) + " given up and kept for a person; see /api/dead-letters");
        };
    }

    @Bean
    HealthIndicator queueHealthIndicator(LedgerCounts counts, ConsoleSettings settings, Clock clock) {
        return () -> {
            Duration age = counts.get().queueAge(clock.instant());
            return age.compareTo(settings.queueAge()) <= 0
                    ? Health.up().withDetail("ageSeconds", age.toSeconds()).build()
                    : warning("the oldest item is unfinished for " + age.toMinutes()
                            + " minutes; see /api/messages, /api/comments and /api/notes with ?state=waiting");
        };
    }

    /** Whether it can be read at this moment, and whether what was to be written last is stored. */
    @Bean
    HealthIndicator ledgerHealthIndicator(UnfinishedLanes ledger, Committer committer) {
        return () -> {
            ledger.oldest();
            Optional<String> trouble = committer.trouble();
            if (trouble.isEmpty()) {
                return Health.up().build();
            }
            try { // when nobody writes, nobody else would find out that it works again
                committer.tryToWrite();
                return Health.up().build();
            } catch (DataAccessException e) {
                return Health.down()
                        .withDetail("detail", "nothing can be stored (is the disk full?): " + e.getMessage())
                        .build();
            }
        };
    }

    private static Health warning(String detail) {
        return Health.status(WARNING).withDetail("detail", detail).build();
    }

    private static String items(long count) {
        return count == 1 ? "1 item" : count + " items";
    }
}
