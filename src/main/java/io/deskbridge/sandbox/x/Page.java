package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One page of a list that is newest first. A page's token names the last thing on the page before. */
record Page<T>(List<T> items, Optional<String> next) {
    private static final String TOKEN = "s";

    /** What a call may say about its page. */
    record Request(int size, long below, long above, Optional<Instant> from) {
        static Request of(HttpServletRequest request, int smallest, int usual) {
            int size = number(request, "max_results").map(Long::intValue).orElse(usual);
            if (size < smallest || size > 100) {
                throw XProblem.invalid("The `max_results` query parameter value [" + size + "] is not between "
                        + smallest + " and 100");
            }
            String token = Optional.ofNullable(request.getParameter("pagination_token"))
                    .or(() -> Optional.ofNullable(request.getParameter("next_token")))
                    .orElse("");
            long before = token.isEmpty() ? Long.MAX_VALUE : position(token);
            return new Request(
                    size,
                    Math.min(before, number(request, "until_id").orElse(Long.MAX_VALUE)),
                    number(request, "since_id").orElse(0L),
                    start(request));
        }

        private static Optional<Long> number(HttpServletRequest request, String name) {
            return Optional.ofNullable(request.getParameter(name)).map(NewPost::id);
        }

        private static long position(String token) {
            try {
                return Long.parseLong(token.replaceFirst("^" + TOKEN, ""), 36);
            } catch (NumberFormatException e) {
                throw XProblem.invalid("The `pagination_token` query parameter value is not valid");
            }
        }

        private static Optional<Instant> start(HttpServletRequest request) {
            try {
                return Optional.ofNullable(request.getParameter("start_time")).map(Instant::parse);
            } catch (DateTimeException e) {
                throw XProblem.invalid("The `start_time` query parameter value is not a valid time");
            }
        }
    }

    static <T> Page<T> of(Collection<T> newestFirst, ToLongFunction<T> id, Predicate<T> belongs, Request request) {
        var items = new ArrayList<T>();
        for (T item : newestFirst) {
            long itemId = id.applyAsLong(item);
            boolean older = itemId <= request.above()
                    || request.from()
                            .map(from -> Snowflakes.timeOf(itemId).isBefore(from))
                            .orElse(false);
            if (older) {
                break;
            }
            if (itemId < request.below() && belongs.test(item)) {
                if (items.size() == request.size()) {
                    long last = id.applyAsLong(items.get(items.size() - 1));
                    return new Page<>(items, Optional.of(TOKEN + Long.toString(last, 36)));
                }
                items.add(item);
            }
        }
        return new Page<>(items, Optional.empty());
    }

    void meta(ObjectNode answer, ToLongFunction<T> id) {
        ObjectNode meta = answer.putObject("meta").put("result_count", items.size());
        if (!items.isEmpty()) {
            meta.put("newest_id", String.valueOf(id.applyAsLong(items.get(0))));
            meta.put("oldest_id", String.valueOf(id.applyAsLong(items.get(items.size() - 1))));
        }
        next.ifPresent(token -> meta.put("next_token", token));
    }
}
