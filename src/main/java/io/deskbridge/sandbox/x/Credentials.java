package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Tells who calls. The tokens say it themselves, so that those which the hub stored stay good over a restart of the
 * sandbox.
 */
@Component("sandboxXCredentials")
@SandboxPart
class Credentials {
    static final int LIFE_SECONDS = 7200;
    private static final Pattern BEARER =
            Pattern.compile("Bearer (customer|brand|app|access)-([A-Za-z0-9_]{1,30})(?:-(\\d{1,12})-[0-9a-f]+)?");

    private final World world;

    Credentials(World world) {
        this.world = world;
    }

    Caller caller(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            throw XProblem.unauthorized();
        }
        Account account = world.account(bearer.group(2));
        return switch (bearer.group(1)) {
            case "customer" -> new Caller(account, Caller.Role.CUSTOMER);
            case "app" -> new Caller(account, Caller.Role.APP);
            case "access" -> {
                if (bearer.group(3) == null
                        || Long.parseLong(bearer.group(3)) < Instant.now().getEpochSecond()) {
                    throw XProblem.unauthorized();
                }
                yield new Caller(account, Caller.Role.BRAND);
            }
            default -> new Caller(account, Caller.Role.BRAND);
        };
    }
}
