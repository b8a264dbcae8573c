package io.deskbridge.console;

import io.deskbridge.hub.HandedOutFiles;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may ask what. Webhooks do not come here, their signatures guard them ({@link WebhookFilter}); linked files are open,
 * their addresses guard them; the sandbox is for this machine; all else is for this machine too, or for the admin once
 * there is one.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminSettings.class)
class SecurityChains {
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';" + " frame-ancestors 'none'";
    private static final String CLOSED = "Only programs on this machine are answered here, under the name localhost or"
            + " 127.0.0.1. To open it to others set deskbridge.admin.user and deskbridge.admin.password.";
    private static final String SANDBOX =
            "The sandbox answers only programs on this machine, under the name localhost" + " or 127.0.0.1.";
    private static final int CHEAPEST = 4;
    private static final RequestMatcher NOTHING = request -> false;

    /** Linked files are for whoever has the address: it cannot be guessed, and there is no list of them. */
    @Bean
    @Order(2)
    SecurityFilterChain fileAccess(HttpSecurity http) throws Exception {
        return common(http.securityMatcher(HandedOutFiles.PATH + "*"))
                .authorizeHttpRequests(all -> all.requestMatchers(HttpMethod.GET, HandedOutFiles.PATH + "*")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, HandedOutFiles.PATH + "*")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** People of the sandbox log in to its vendors and not to the hub: their Authorization headers are left alone. */
    @Bean
    @Order(1)
    SecurityFilterChain sandboxAccess(HttpSecurity http) throws Exception {
        return common(http.securityMatcher("/sandbox/**"))
                .addFilterBefore(new LocalOnlyFilter(NOTHING, SANDBOX), BasicAuthenticationFilter.class)
                .addFilterAfter(new ForeignPageFilter(), LocalOnlyFilter.class)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain consoleAccess(HttpSecurity http, AdminSettings admin) throws Exception {
        // whether it works may be asked by anybody; what is wrong is told to those who may know
        RequestMatcher health = PathPatternRequestMatcher.withDefaults().matcher("/actuator/health/**");
        common(http)
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(health)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new ForeignPageFilter(), BasicAuthenticationFilter.class);
        if (admin.isSet()) {
            http.httpBasic(basic -> basic.realmName("Deskbridge"));
        } else {
            http.addFilterBefore(new LocalOnlyFilter(health, CLOSED), ForeignPageFilter.class);
        }
        return http.build();
    }

    /** Each filter of each call would be measured, which takes a quarter of a quick call and tells nobody anything. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    private static HttpSecurity common(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // ForeignPageFilter does it without a session
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    }

    /**
     * The hash never leaves the memory that the password came from, and each call is checked anew, without a session: a
     * costly hash would protect nothing and let strangers keep the processor busy.
     */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(CHEAPEST);
    }

    /** The admin, or nobody; without this bean Spring would make up a user and print its password. */
    @Bean
    UserDetailsService users(AdminSettings admin, PasswordEncoder encoder) {
        admin.check();
        return admin.isSet()
                ? new InMemoryUserDetailsManager(User.withUsername(admin.user())
                        .password(encoder.encode(admin.password().reveal()))
                        .roles("ADMIN")
                        .build())
                : new InMemoryUserDetailsManager();
    }
}
