package io.deskbridge.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a call of a program or browser on this machine from all others. */
final class LocalCall {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Only a proxy says these; the caller behind it may be anywhere. */
    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private LocalCall() {}

    /**
     * Whether the call comes from this machine and names it. A page from elsewhere whose name was made to point to this
     * machine (DNS rebinding) comes from here as well, but under its own name.
     */
    static boolean is(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && NAMES.contains(withoutPort(request.getHeader("Host")))
                && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            // the servlet container gives a number, never a name, so nothing is looked up
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String withoutPort(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
