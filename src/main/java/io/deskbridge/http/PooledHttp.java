package io.deskbridge.http;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The hub's one HTTP client. It repeats nothing by itself and follows no redirect: a repeat is the ledger's decision, and
 * no API that the hub speaks to redirects.
 */
@Component
public class PooledHttp implements Http, AutoCloseable {
    /** No answer of an API is that long; one that is would fill the memory. */
    private static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;

    private final CloseableHttpClient client;
    private final Duration longest;
    private volatile boolean closed;
    private final Set<HttpUriRequestBase> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "http-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    public PooledHttp(HttpLimits limits) {
        longest = limits.longest();
        deadlines.setRemoveOnCancelPolicy(true);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(limits.perRemote())
                .setMaxConnTotal(limits.total())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.answer()))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.answer()))
                        .setResponseTimeout(Timeout.of(limits.answer()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setUserAgent("Deskbridge")
                .build();
    }

    @Override
    public HttpAnswer exchange(HttpCall call) {
        HttpUriRequestBase request = request(call);
        underWay.add(request);
        try {
            return execute(request);
        } catch (ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | SSLHandshakeException
                | SSLPeerUnverifiedException e) {
            throw new Failure.Unavailable(call.name() + ": cannot connect (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw brokenOff(call, e);
        } catch (IllegalStateException | NullPointerException e) {
            // the client's ways to say that the call was broken off between two of its steps, or that it is closed
            if (request.isAborted() || closed) {
                throw brokenOff(call, e);
            }
            throw e;
        } finally {
            underWay.remove(request);
        }
    }

    private HttpAnswer execute(HttpUriRequestBase request) throws IOException {
        Future<?> deadline;
        try {
            deadline = deadlines.schedule(request::abort, longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            throw new ConnectException("the hub stops");
        }
        try {
            return client.execute(request, PooledHttp::read);
        } finally {
            deadline.cancel(false);
        }
    }

    /** Breaks off all calls that are under way: their callers get the failure of a lost answer. */
    public void breakOff() {
        underWay.forEach(HttpUriRequestBase::abort);
    }

    private static Failure brokenOff(HttpCall call, Exception cause) {
        String what =
                call.name() + ": broke off (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")";
        return call.effect() == HttpCall.Effect.WRITE
                ? new Failure.Uncertain(what, cause)
                : new Failure.Unavailable(what, cause);
    }

    private static HttpUriRequestBase request(HttpCall call) {
        var request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        if (!call.contentType().isEmpty()) {
            request.setEntity(new ByteArrayEntity(call.body(), ContentType.parse(call.contentType())));
        }
        return request;
    }

    private static HttpAnswer read(ClassicHttpResponse response) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        byte @Nullable [] body =
                response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity(), MAX_ANSWER_BYTES);
        return new HttpAnswer(response.getCode(), headers, body == null ? new byte[0] : body);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        deadlines.shutdownNow();
        client.close();
    }
}
