package io.deskbridge.route;

import java.nio.charset.StandardCharsets;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One route file.
 *
 * @param name the file's name
 * @param text its content
 */
record RouteFile(String name, String text) {
    static final String ENDING = ".camel.yaml";

    /** What the route in it must be called. */
    String id() {
        return name.substring(0, name.length() - ENDING.length());
    }

    Resource resource() {
        return ResourceHelper.fromBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
