package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users, and who calls, told from the {@code Authorization} header. The hub's own user needs the right token; agents,
 * customers and apps exist as soon as they log in, with any.
 */
@Component
@SandboxPart
class People {
    private static final String HUB = "hub@sandbox.example";
    private static final String HUB_TOKEN = "sandbox-jira-token";
    private static final Pattern OTHERS = Pattern.compile("((agent|customer|app)-([\\w.-]+)@sandbox\\.example):.+");

    private final Map<String, Person> byId = new LinkedHashMap<>();
    private long last = 5_000_000_000L;

    synchronized Person caller(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            throw Refusal.stranger();
        }
        String credentials = decode(authorization.substring("Basic ".length()));
        if (credentials.equals(HUB + ":" + HUB_TOKEN)) {
            return withAddress(HUB).orElseGet(() -> add("Deskbridge", HUB, "atlassian"));
        }
        Matcher other = OTHERS.matcher(credentials);
        if (!other.matches()) {
            throw Refusal.stranger();
        }
        String type = other.group(2).equals("agent") ? "atlassian" : other.group(2);
        return withAddress(other.group(1)).orElseGet(() -> add(capital(other.group(3)), other.group(1), type));
    }

    synchronized Person add(String name, String email, String type) {
        String id = (type.equals("customer") ? "qm:sandbox:" : "sandbox:") + ++last;
        var person = new Person(id, name, email, type);
        byId.put(id, person);
        return person;
    }

    synchronized Optional<Person> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Optional<Person> withAddress(String email) {
        return byId.values().stream()
                .filter(person -> email.equalsIgnoreCase(person.email()))
                .findFirst();
    }

    /** Whose name or address begins with the words. */
    synchronized List<Person> like(String words) {
        String beginning = words.toLowerCase(Locale.ROOT);
        return byId.values().stream()
                .filter(person -> person.displayName().toLowerCase(Locale.ROOT).startsWith(beginning)
                        || person.email() != null
                                && person.email().toLowerCase(Locale.ROOT).startsWith(beginning))
                .toList();
    }

    /** "mia" becomes "Mia". */
    private static String capital(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.stranger();
        }
    }
}
