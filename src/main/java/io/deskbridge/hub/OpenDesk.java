package io.deskbridge.hub;

import io.deskbridge.core.Desk;
import io.deskbridge.core.RouteOption;
import java.util.List;

/**
 * A configured desk at work.
 *
 * @param options what a route may say beside its name
 */
public record OpenDesk(String name, String type, Desk desk, List<RouteOption> options) {}
