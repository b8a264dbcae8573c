package io.deskbridge.console;

import io.deskbridge.core.Secret;
import io.deskbridge.hub.ConfigurationMistakes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the API and the console. Without a user and a password only this machine may.
 *
 * @param user the one name; empty when nobody logs in
 * @param password goes with it
 */
@ConfigurationProperties("deskbridge.admin")
record AdminSettings(@DefaultValue("") String user, @DefaultValue("") Secret password) {

    private static final int MAX_BYTES = 72; // more is not looked at by BCrypt

    /**
     * @throws ConfigurationMistakes with all that is wrong
     */
    void check() {
        var mistakes = new ArrayList<String>();
        String text = password.reveal();
        if (isSet() && password.isEmpty()) {
            mistakes.add("deskbridge.admin.password is empty; set it, best as ${ENVIRONMENT_VARIABLE},"
                    + " or leave deskbridge.admin.user out as well");
        }
        if (!isSet() && !password.isEmpty()) {
            mistakes.add("deskbridge.admin.user is missing; a password without a user lets nobody in");
        }
        if (text.startsWith("${") && text.endsWith("}")) {
            mistakes.add("deskbridge.admin.password: the environment variable " + text.substring(2, text.length() - 1)
                    + " is not set");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            mistakes.add("deskbridge.admin.password is too long; it may have " + MAX_BYTES + " bytes");
        }
        if (user.contains(":")) {
            mistakes.add("deskbridge.admin.user: \"" + user + "\" contains a colon, which HTTP Basic cannot carry");
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
    }

    /** Whether somebody can log in from elsewhere. */
    boolean isSet() {
        return !user.isBlank();
    }
}
