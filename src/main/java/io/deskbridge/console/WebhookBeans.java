package io.deskbridge.console;

import io.deskbridge.hub.HubStart;
import io.deskbridge.hub.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Where webhooks come in: before all filters that guard and serve pages. */
@Configuration(proxyBeanMethods = false)
class WebhookBeans {
    @Bean
    FilterRegistrationBean<WebhookFilter> webhookFilter(Webhooks webhooks, HubStart hub, MeterRegistry meters) {
        var filter = new FilterRegistrationBean<>(new WebhookFilter(webhooks, hub, new WebhookTimes(meters)));
        filter.addUrlPatterns(WebhookFilter.PATH + "/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setAsyncSupported(true);
        return filter;
    }
}
