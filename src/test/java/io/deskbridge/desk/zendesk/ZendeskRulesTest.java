package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZendeskRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PUT, /tickets/7.json, 400, , ITEM",
        "PUT, /tickets/7.json, 30, 120, ITEM",
        "PUT, /tickets/7.json, 400, 0, ACCOUNT",
        "PUT, /tickets/7.json, 30, , ACCOUNT",
        "GET, /tickets/7.json, 400, 120, ACCOUNT",
        "POST, /tickets.json, 30, , ACCOUNT",
        "GET, /incremental/tickets/cursor.json, 30, , CALL",
        "GET, /incremental/tickets/cursor.json, 30, 120, CALL",
        "GET, /incremental/tickets/cursor.json, 30, 0, ACCOUNT"
    })
    void a_429_is_of_one_ticket_or_of_the_export_only_where_the_account_has_calls_left(
            String method, String path, String wait, String left, Reach reach) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Retry-After", wait);
        if (left != null) {
            headers.put("X-Rate-Limit-Remaining", left);
        }
        URI uri = URI.create("https://acme.zendesk.com/api/v2" + path);
        HttpCall call =
                method.equals("GET") ? HttpCall.get(uri) : HttpCall.write(method, uri, "application/json", new byte[0]);

        Failure failure =
                new ZendeskRules(new SettableClock(NOON)).failure(call, new HttpAnswer(429, headers, new byte[0]));

        assertThat(failure).isInstanceOf(Failure.RateLimited.class);
        assertThat(((Failure.RateLimited) failure).reach()).isEqualTo(reach);
        assertThat(((Failure.RateLimited) failure).until()).isEqualTo(NOON.plusSeconds(Long.parseLong(wait)));
    }
}
