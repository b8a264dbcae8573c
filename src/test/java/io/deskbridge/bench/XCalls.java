package io.deskbridge.bench;

import io.deskbridge.core.Secret;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;

/** Webhook calls as X makes them: a mention of 1 KB, signed with the app's consumer secret. */
final class XCalls {
    static final String SECRET = "bench-consumer-secret";
    static final String USER_ID = "9000";
    private static final long EPOCH = 1_288_834_974_657L;
    private static final int TIME_SHIFT = 22;
    private static final String TEXT =
            "@acme " + "The parcel did not come, and nobody answers the telephone. What now? ".repeat(14);

    private final Secret secret = Secret.of(SECRET);
    private final int conversations;
    private final long first = (System.currentTimeMillis() - EPOCH) << TIME_SHIFT;

    XCalls(int conversations) {
        this.conversations = conversations;
    }

    /** X's id of the message of that number. */
    String id(int number) {
        return String.valueOf(first + conversations + number);
    }

    /** A whole HTTP request. */
    byte[] call(String path, int number) {
        byte[] body = body(number).getBytes(StandardCharsets.UTF_8);
        return HttpText.post(
                path, "X-Twitter-Webhooks-Signature: sha256=" + Signatures.hmacSha256Base64(secret, body), body);
    }

    private String body(int number) {
        long conversation = first + number % conversations;
        String author = String.valueOf(1_000_000 + number % conversations);
        return "{\"data\":{\"event_uuid\":\"" + number + "\",\"filter\":{\"user_id\":\"" + USER_ID
                + "\"},\"event_type\":\"post.mention.create\",\"payload\":{\"id\":\"" + id(number) + "\",\"text\":\""
                + TEXT + "\",\"author_id\":\"" + author + "\",\"conversation_id\":\"" + conversation
                + "\",\"created_at\":\"" + java.time.Instant.now()
                + "\",\"entities\":{\"mentions\":[{\"start\":0,\"end\":5,\"username\":\"acme\",\"id\":\"" + USER_ID
                + "\"}]}},\"includes\":{\"users\":[{\"id\":\"" + author + "\",\"username\":\"anna" + author
                + "\",\"name\":\"Anna Brown\",\"public_metrics\":{\"followers_count\":97}}]}}}";
    }
}
