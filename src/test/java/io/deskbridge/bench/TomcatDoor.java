package io.deskbridge.bench;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * The stub behind an ordinary web server, as desks have one. A call costs the machine some 60 microseconds here and some 10
 * behind {@link StubServer}.
 */
final class TomcatDoor implements StubDoor {
    private final Tomcat tomcat = new Tomcat();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Object one = new Object();

    /**
     * @param handler answers each call exactly once, at once or later; called by one thread at a time
     */
    TomcatDoor(Consumer<StubCall> handler) throws IOException {
        tomcat.setBaseDir(Files.createTempDirectory("bench-stub-").toString());
        var connector = tomcat.getConnector();
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("minSpareThreads", "16");
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "stub", new Servlet(handler)).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "stub");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IOException(e);
        }
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void run() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void after(long millis, Runnable task) {
        later.schedule(
                () -> {
                    synchronized (one) {
                        task.run();
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    private final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Consumer<StubCall> handler;

        Servlet(Consumer<StubCall> handler) {
            this.handler = handler;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            byte[] body = request.getInputStream().readAllBytes();
            AsyncContext asynchronous = request.startAsync();
            asynchronous.setTimeout(0);
            var call = new StubCall(
                    request.getMethod() + " " + request.getRequestURI() + query + " HTTP/1.1",
                    body,
                    (status, json) -> answer(asynchronous, status, json));
            synchronized (one) {
                handler.accept(call);
            }
        }

        private static void answer(AsyncContext asynchronous, int status, byte[] json) {
            var response = (HttpServletResponse) asynchronous.getResponse();
            try {
                response.setStatus(status);
                response.setContentType("application/json");
                response.setContentLength(json.length);
                response.getOutputStream().write(json);
            } catch (IOException e) { // the caller went away
                System.err.println("an answer was not taken: " + e.getMessage());
            }
            asynchronous.complete();
        }
    }
}
