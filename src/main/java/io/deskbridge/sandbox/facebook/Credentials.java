package io.deskbridge.sandbox.facebook;

import io.deskbridge.sandbox.meta.GraphToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tells who calls: the tokens say it themselves. */
final class Credentials {
    private static final Pattern TOKEN = Pattern.compile("page-(\\d{1,18})(?:-\\w+)?|person-([A-Za-z0-9_]{1,30})");

    private Credentials() {}

    static Who caller(HttpServletRequest request) {
        MatchResult token = GraphToken.of(request, TOKEN);
        return token.group(1) != null ? World.page(token.group(1)) : World.person(token.group(2));
    }
}
