package io.deskbridge.sandbox.instagram;

import io.deskbridge.sandbox.meta.GraphProblem;
import io.deskbridge.sandbox.meta.GraphToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tells who calls: the tokens say it themselves. */
final class Credentials {
    private static final Pattern TOKEN = Pattern.compile("account-(\\d{1,18})(?:-\\w+)?|person-([A-Za-z0-9_.]{1,30})");

    private Credentials() {}

    static Who caller(HttpServletRequest request) {
        MatchResult token = GraphToken.of(request, TOKEN);
        return token.group(1) != null ? Who.account(token.group(1)) : Who.person(token.group(2));
    }

    /** A professional account that calls about itself: {@code me}, or its number. */
    static Who account(String named, HttpServletRequest request) {
        Who caller = caller(request);
        if (!caller.isAccount() || !named.equals("me") && !named.equals(caller.id())) {
            throw GraphProblem.permission("the token is not that account's");
        }
        return caller;
    }
}
