package io.deskbridge.sandbox.meta;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token of a call to the Graph API, in its header or its query; in the sandbox it says itself whose it is. */
public final class GraphToken {
    private GraphToken() {}

    /** What the token says; refuses one of another form, and a wrong {@code appsecret_proof}. */
    public static MatchResult of(HttpServletRequest request, Pattern form) {
        String token = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()))
                .or(() -> Optional.ofNullable(request.getParameter("access_token")))
                .orElse("");
        Matcher matcher = form.matcher(token);
        if (!matcher.matches()) {
            throw GraphProblem.token();
        }
        MetaApp.OF_PAGES.prove(
                token,
                Optional.ofNullable(request.getParameter("appsecret_proof")).orElse(""));
        return matcher.toMatchResult();
    }
}
