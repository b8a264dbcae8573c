package io.deskbridge.channel.custom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomChannelFilesTest {
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x.png",
                "http://localhost/x.png",
                "file:///etc/passwd",
                "x.png",
                "not an address",
                "http://[broken"
            })
    void what_strangers_point_at_is_fetched_within_the_guard_alone(String address) throws Exception {
        try (var fetch = new GuardedFetch(LIMITS, Set.of())) {
            var channel =
                    new CustomChannel(new CustomSettings("Custom", 1000, Duration.ofSeconds(1), false), "feed", fetch);

            assertThatThrownBy(() -> channel.fetch(Attachment.of(Attachment.Type.IMAGE, address), 1000))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }
}
