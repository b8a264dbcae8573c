package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sees when two customers' entries are being written into one ticket at the same time: then two workers were at one
 * conversation. Each write takes some milliseconds more, long enough for two to be seen; the end of one is noted before it
 * is answered, so that one after another is never taken for two at once.
 */
final class DeskWatch implements BeanPostProcessor {
    private static final long LONG_ENOUGH_MILLIS = 30;

    private final Set<String> writing = new HashSet<>();
    private final List<String> overlaps = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    /**
     * What was seen so far.
     *
     * @param entries how many were written under its eyes, by desk
     * @param overlaps the tickets
     */
    record Seen(Map<String, Integer> entries, List<String> overlaps) {}

    /** Tells what was seen. */
    @RestController
    static final class Overlaps {
        private final DeskWatch watch;

        Overlaps(DeskWatch watch) {
            this.watch = watch;
        }

        @GetMapping("/sandbox/watch")
        Seen seen() {
            return watch.seen();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Optional<Watched> watched = Arrays.stream(Watched.values())
                .filter(one -> one.bean.equals(bean.getClass().getName()))
                .findFirst();
        return watched.map(one -> watch(bean, one)).orElse(bean);
    }

    private Object watch(Object bean, Watched watched) {
        var factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(true);
        factory.addAdvice((org.aopalliance.intercept.MethodInterceptor)
                call -> watched.isEntry(call) ? write(watched.desk, call) : call.proceed());
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    /** Where desks write; each of these methods gets the ticket's id first. */
    private enum Watched {
        /** Only entries and tags are written on the condition that nobody wrote meanwhile; notes stand under no order. */
        ZENDESK("zendesk", "io.deskbridge.sandbox.zendesk.Tickets", "update") {
            @Override
            boolean isEntry(@Nullable Object[] arguments) {
                JsonNode request = Json.MAPPER.valueToTree(arguments[1]);
                return request.path("safe_update").asBoolean()
                        && request.path("comment").isObject();
            }
        },

        /** The hub marks its comments by a property that says what they are. */
        JIRA("jira", "io.deskbridge.sandbox.jira.Site", "comment") {
            @Override
            boolean isEntry(@Nullable Object[] arguments) {
                JsonNode properties = Json.MAPPER.valueToTree(arguments[4]);
                return properties.path("deskbridge").path("kind").asText().equals("entries");
            }
        };

        private final String desk;
        private final String bean;
        private final String method;

        Watched(String desk, String bean, String method) {
            this.desk = desk;
            this.bean = bean;
            this.method = method;
        }

        abstract boolean isEntry(@Nullable Object[] arguments);

        boolean isEntry(MethodInvocation call) {
            return call.getMethod().getName().equals(method) && isEntry(call.getArguments());
        }
    }

    private @Nullable Object write(String desk, MethodInvocation call) throws Throwable {
        String ticket = desk + " " + call.getArguments()[0];
        boolean first = begin(desk, ticket);
        try {
            TimeUnit.MILLISECONDS.sleep(LONG_ENOUGH_MILLIS);
            return call.proceed();
        } finally {
            if (first) {
                end(ticket);
            }
        }
    }

    private synchronized boolean begin(String desk, String ticket) {
        seen.merge(desk, 1, Integer::sum);
        boolean first = writing.add(ticket);
        if (!first) {
            overlaps.add(ticket);
        }
        return first;
    }

    private synchronized void end(String ticket) {
        writing.remove(ticket);
    }

    private synchronized Seen seen() {
        return new Seen(Map.copyOf(seen), List.copyOf(overlaps));
    }
}
