package io.deskbridge.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever sits at this machine, and nobody else. */
final class LocalOnlyFilter extends OncePerRequestFilter {
    private final RequestMatcher open;
    private final String refusal;

    /**
     * @param open what anybody may ask
     * @param refusal what others are told
     */
    LocalOnlyFilter(RequestMatcher open, String refusal) {
        this.open = open;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (LocalCall.is(request)) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new PreAuthenticatedAuthenticationToken("local", "", List.of()));
            SecurityContextHolder.setContext(context);
        } else if (!open.matches(request)) {
            Problems.write(response, HttpStatus.FORBIDDEN, refusal);
            return;
        }
        chain.doFilter(request, response);
    }
}
