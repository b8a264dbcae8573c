package io.deskbridge.bench;

import io.deskbridge.DeskbridgeApplication;
import java.io.IOException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The hub as it ships, a process of its own, with the stub's channel and desk types beside its own ones. */
final class BenchHub {
    private BenchHub() {}

    /** @param args the hub's settings, as for the packaged jar */
    public static void main(String[] args) {
        var context = new SpringApplicationBuilder(DeskbridgeApplication.class, Types.class)
                .initializers(starting -> starting.getBeanFactory().registerSingleton("productOnly", new ProductOnly()))
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

    /** Keeps the configurations of tests, which lie in the same packages, out of the hub. */
    private static final class ProductOnly extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURI().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ProductOnly;
        }

        @Override
        public int hashCode() {
            return ProductOnly.class.hashCode();
        }
    }
}
