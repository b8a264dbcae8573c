/**
 * What people and programs see of the hub: webhooks, the API, health, metrics and one page. The only package that knows
 * Spring MVC, Spring Security and the actuator, so that the hub's rules stay free of them. It answers with records of its
 * own; no class from inside travels over the wire.
 */
@NullMarked
package io.deskbridge.console;

import org.jspecify.annotations.NullMarked;
