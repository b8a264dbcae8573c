package io.deskbridge.sandbox.x;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BudgetTest {
    private final Budget budget = new Budget(new MockEnvironment().withProperty("deskbridge.sandbox.x.budget", "2"));

    private MockHttpServletResponse call(String who) throws Exception {
        var request = new MockHttpServletRequest("GET", "/sandbox/x/2/users/123/mentions");
        request.addHeader("Authorization", who);
        var response = new MockHttpServletResponse();
        budget.doFilter(request, response, new MockFilterChain());
        return response;
    }

    @Test
    void what_is_over_the_budget_of_a_credential_is_429_with_the_end_of_the_window() throws Exception {
        assertThat(call("Bearer a").getHeader("x-rate-limit-remaining")).isEqualTo("1");
        assertThat(call("Bearer a").getStatus()).isEqualTo(200);
        var refused = call("Bearer a");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(Long.parseLong(refused.getHeader("x-rate-limit-reset")))
                .isGreaterThan(System.currentTimeMillis() / 1000);
        assertThat(call("Bearer b").getStatus()).isEqualTo(200);
    }
}
