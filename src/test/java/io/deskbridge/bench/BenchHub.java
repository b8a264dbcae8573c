package io.deskbridge.bench;

import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The hub as it ships, a process of its own, with the stub's channel and desk types beside its own ones. */
final class BenchHub {
    private BenchHub() {}

    /** @param args the hub's settings, as for the packaged jar */
    public static void main(String[] args) {
        var context = new SpringApplicationBuilder(DeskbridgeApplication.class, Types.class)
                .initializers(ProductOnly::in)
                .run(args);
        Child.ready(
                ((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    /** What the bench adds. */
    @Configuration(proxyBeanMethods = false)
    static class Types {
        @Bean
        StubChannelType stubChannels() {
            return new StubChannelType();
        }

        @Bean
        NothingController nothing() {
            return new NothingController();
        }

        /** Open to all, and else as the hub's other addresses. */
        @Bean
        @Order(0)
        SecurityFilterChain nothingAccess(HttpSecurity http) throws Exception {
            return http.securityMatcher(NothingController.PATH)
                    .csrf(AbstractHttpConfigurer::disable)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .requestCache(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }

        @Bean
        FilterRegistrationBean<NothingFilter> nothingAtAll() {
            var filter = new FilterRegistrationBean<>(new NothingFilter());
            filter.addUrlPatterns(NothingFilter.PATH);
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }

        @Bean
        StubDeskType stubDesks() {
            return new StubDeskType();
        }
    }
}
