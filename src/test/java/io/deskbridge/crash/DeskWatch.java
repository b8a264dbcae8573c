package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private final Set<Object> writing = new HashSet<>();
    private final List<String> overlaps = new ArrayList<>();
    private int seen;

    /**
     * What was seen so far.
     *
     * @param entries how many entries were written under its eyes
     * @param overlaps the tickets
     */
    record Seen(int entries, List<String> overlaps) {}

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
        if (!bean.getClass().getName().equals("io.deskbridge.sandbox.zendesk.Tickets")) {
            return bean;
        }
        var factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(true);
        factory.addAdvice(
                (org.aopalliance.intercept.MethodInterceptor) call -> isEntry(call) ? write(call) : call.proceed());
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    /** Only entries are written on the condition that nobody wrote meanwhile; notes stand under no order. */
    private static boolean isEntry(MethodInvocation call) {
        if (!call.getMethod().getName().equals("update")) {
            return false;
        }
        JsonNode request = Json.MAPPER.valueToTree(call.getArguments()[1]);
        return request.path("safe_update").asBoolean();
    }

    private @Nullable Object write(MethodInvocation call) throws Throwable {
        Object ticket = call.getArguments()[0];
        boolean first = begin(ticket);
        try {
            TimeUnit.MILLISECONDS.sleep(LONG_ENOUGH_MILLIS);
            return call.proceed();
        } finally {
            if (first) {
                end(ticket);
            }
        }
    }

    private synchronized boolean begin(Object ticket) {
        seen++;
        boolean first = writing.add(ticket);
        if (!first) {
            overlaps.add("ticket " + ticket);
        }
        return first;
    }

    private synchronized void end(Object ticket) {
        writing.remove(ticket);
    }

    private synchronized Seen seen() {
        return new Seen(seen, List.copyOf(overlaps));
    }
}
