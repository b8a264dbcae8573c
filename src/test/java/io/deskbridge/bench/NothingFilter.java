package io.deskbridge.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The least that the server can do: it answers where webhooks come in, and knows of nothing. */
final class NothingFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    static final String PATH = "/nothing-at-all";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        response.setStatus(200);
        response.setContentLength(0);
    }
}
