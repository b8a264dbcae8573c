package io.deskbridge.console;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.context.annotation.Configuration;

/** The head of the document at {@code /api/openapi}. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Deskbridge",
                        version = "v1",
                        description = "What the hub holds and does. Without deskbridge.admin.user and"
                                + " deskbridge.admin.password only programs on the hub's own machine are answered, else"
                                + " HTTP Basic is asked for. Errors are problem JSON (RFC 9457)."))
class OpenApi {}
