package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountFilesTest {
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1);

    @Test
    void the_credentials_go_to_the_accounts_own_address_only() {
        var asked = new ArrayList<HttpCall>();
        var files = new AccountFiles(
                URI.create("https://acme.zendesk.com"),
                "Basic secret",
                call -> {
                    asked.add(call);
                    return new HttpAnswer(302, Map.of("Location", "http://10.0.0.1/elsewhere"), new byte[0]);
                },
                new GuardedFetch(LIMITS, Set.of()));

        assertThatThrownBy(() -> files.fetch(file("https://acme.zendesk.com/attachments/1"), 10))
                .as("the redirect is followed without them, within the guard")
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("10.0.0.1");
        assertThatThrownBy(() -> files.fetch(file("https://acme.zendesk.com.evil.invalid/1"), 10))
                .isInstanceOf(Failure.class);

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).headers()).containsEntry("Authorization", "Basic secret");
    }

    private static AccountFiles answering(int status, Map<String, String> headers, byte[] body) {
        return new AccountFiles(
                URI.create("https://acme.zendesk.com"),
                "Basic secret",
                call -> new HttpAnswer(status, headers, body),
                new GuardedFetch(LIMITS, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_to_a_private_address_to_nothing_or_to_nowhere_is_refused(int status) {
        for (String location : new String[] {"http://10.0.0.1/x", "file:///etc/passwd", "http://[broken", ""}) {
            Map<String, String> headers = location.isEmpty() ? Map.of() : Map.of("Location", location);
            assertThatThrownBy(() -> answering(status, headers, new byte[0])
                            .fetch(file("https://acme.zendesk.com/attachments/1"), 10))
                    .as(location)
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    @Test
    void a_file_is_no_larger_than_wanted_and_never_one_that_the_client_cut_off() {
        var files = answering(200, Map.of(), new byte[32 * 1024 * 1024]);

        assertThatThrownBy(() -> files.fetch(file("https://acme.zendesk.com/attachments/1"), 10))
                .isInstanceOf(Failure.Rejected.class);
        assertThatThrownBy(() -> files.fetch(file("https://acme.zendesk.com/attachments/1"), Long.MAX_VALUE))
                .isInstanceOf(Failure.Rejected.class);
    }

    private static Attachment file(String address) {
        return Attachment.of(Attachment.Type.FILE, address);
    }
}
