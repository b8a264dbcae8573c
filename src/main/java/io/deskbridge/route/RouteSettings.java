package io.deskbridge.route;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the routes are.
 *
 * @param folder with one route a file, {@code <route id>.camel.yaml}; when there is no such folder, the shipped routes
 *     run
 */
@ConfigurationProperties("deskbridge.routes")
record RouteSettings(@DefaultValue("routes") Path folder) {}
