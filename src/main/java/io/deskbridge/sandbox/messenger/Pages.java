package io.deskbridge.sandbox.messenger;

import io.deskbridge.sandbox.meta.GraphProblem;
import io.deskbridge.sandbox.meta.GraphToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Tells which page calls: the token says it. */
final class Pages {
    /** The page that the playground's people write to. */
    static final String ACME = "101";

    private static final Pattern TOKEN = Pattern.compile("page-(\\d{1,18})(?:-\\w+)?");

    private Pages() {}

    static String caller(HttpServletRequest request) {
        return GraphToken.of(request, TOKEN).group(1);
    }

    /** The caller, where only the page itself may call. */
    static String itself(String page, HttpServletRequest request) {
        String caller = caller(request);
        if (!page.equals("me") && !page.equals(caller)) {
            throw GraphProblem.permission("the token is not that page's");
        }
        return caller;
    }

    static String name(String page) {
        return page.equals(ACME) ? "Acme" : "Page " + page;
    }
}
