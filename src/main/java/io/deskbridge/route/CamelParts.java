package io.deskbridge.route;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.actuate.health.CamelAvailabilityCheckAutoConfiguration;
import org.apache.camel.spring.boot.actuate.health.CamelHealthCheckAutoConfiguration;
import org.apache.camel.spring.boot.actuate.info.CamelInfoAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** What the hub uses of Camel's support for Spring Boot, by name, as the application does with Spring Boot's own. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    CamelAutoConfiguration.class,
    CamelAvailabilityCheckAutoConfiguration.class,
    CamelHealthCheckAutoConfiguration.class,
    CamelInfoAutoConfiguration.class
})
class CamelParts {}
