package io.deskbridge.bench;

import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

        @Bean
        StubDeskType stubDesks() {
            return new StubDeskType();
        }
    }
}
