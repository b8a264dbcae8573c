package io.deskbridge.route;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds by name Camel's own classes, plain values and what can be thrown. An option {@code #class:...} makes an object of any
 * class that is found, and could be in the words of a stranger of which an address is made.
 */
final class PlainClasses extends DefaultClassResolver {
    private static final Set<String> VALUES = Set.of(
            "java.io.InputStream",
            "java.io.Reader",
            "com.fasterxml.jackson.databind.JsonNode",
            "java.util.Map",
            "java.util.List",
            "java.util.Set",
            "java.util.Collection",
            "java.util.ArrayList",
            "java.util.LinkedHashMap",
            "java.util.HashMap",
            "java.lang.String",
            "java.lang.Object",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Number",
            "java.math.BigDecimal",
            "java.math.BigInteger");

    PlainClasses(CamelContext camel) {
        super(camel);
    }

    @Override
    protected @Nullable Class<?> loadClass(String name, ClassLoader loader) {
        Class<?> found = super.loadClass(name, loader); // finds it and does not run anything of it
        return found == null || isPlain(found) ? found : null;
    }

    private static boolean isPlain(Class<?> found) {
        Class<?> type = found.isArray() ? found.getComponentType() : found;
        return type.isPrimitive()
                || VALUES.contains(type.getName())
                || type.getName().startsWith("org.apache.camel.")
                || type.getName().startsWith("io.deskbridge.core.")
                || Throwable.class.isAssignableFrom(type);
    }
}
