package io.deskbridge.contract;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps the configurations of tests, which lie in the same packages, out of a hub that starts from the class path. */
public final class ProductOnly extends TypeExcludeFilter {
    public static void in(ConfigurableApplicationContext starting) {
        starting.getBeanFactory().registerSingleton("productOnly", new ProductOnly());
    }

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
