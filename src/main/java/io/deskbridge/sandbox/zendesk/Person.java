package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * A user of the sandbox's Zendesk, as its API shows one.
 *
 * @param role end-user, agent or admin
 * @param roleType 1 for a light agent, whose comments are always private; 4 for an admin; null for an end user
 */
@JsonNaming(SnakeCaseStrategy.class)
record Person(
        long id,
        String name,
        @Nullable String email,
        String role,
        @Nullable Integer roleType,
        @Nullable String externalId,
        @Nullable String notes,
        @Nullable String details,
        boolean active) {
    static final int LIGHT = 1;
    static final int ADMIN = 4;

    boolean isEndUser() {
        return role.equals("end-user");
    }

    boolean isLight() {
        return roleType != null && roleType == LIGHT;
    }
}
