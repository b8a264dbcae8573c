package io.deskbridge.hub;

import io.deskbridge.core.Secret;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** Reads the configured accounts into the records of their types, and finds every mistake in them. */
final class SettingsReader {
    private final Environment environment;
    private final Binder binder;
    private final Validator validator;
    private final List<String> mistakes = new ArrayList<>();

    SettingsReader(Environment environment, Validator validator) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.validator = validator;
    }

    /** What was wrong with all that was read so far, one sentence each. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** A mistake that the caller found. */
    void mistake(String sentence) {
        mistakes.add(sentence);
    }

    /** The names configured below a section such as {@code deskbridge.channels}, with the type each one names. */
    Map<String, String> accounts(String section, Collection<String> knownTypes) {
        var accounts = new LinkedHashMap<String, String>();
        for (String name : children(section)) {
            String key = section + "." + name;
            String type = binder.bind(key + ".type", String.class).orElse("");
            if (type.isBlank()) {
                mistake(key + ".type is missing; it says which kind of account " + name + " is, one of: "
                        + String.join(", ", new TreeSet<>(knownTypes)));
            } else if (!knownTypes.contains(type)) {
                mistake(key + ".type: \"" + type + "\" is unknown" + NearestWord.hint(type, knownTypes));
            } else {
                accounts.put(name, type);
            }
        }
        return accounts;
    }

    /** Whether no value below the key waits for an environment variable or a setting that is not there. */
    boolean isComplete(String key) {
        return binder.bind(key, Bindable.mapOf(String.class, String.class)).orElse(Map.of()).values().stream()
                .noneMatch(value -> value.contains("${"));
    }

    /** The account's settings; empty when they have mistakes, which are then in {@link #mistakes}. */
    <S extends Record> Optional<S> read(String key, Class<S> type) {
        int before = mistakes.size();
        unknownKeys(key, type, true);
        Optional<S> settings = bind(key, type);
        settings.ifPresent(bound -> {
            secrets(key, bound);
            validator.validate(bound).forEach(violation -> mistake(sentence(key, type, violation)));
        });
        return mistakes.size() == before ? settings : Optional.empty();
    }

    private <S extends Record> Optional<S> bind(String key, Class<S> type) {
        try {
            return Optional.of(binder.bindOrCreate(key, Bindable.of(type), BindHandler.DEFAULT));
        } catch (BindException e) {
            String where =
                    e.getProperty() == null ? key : e.getProperty().getName().toString();
            mistake(where + ": " + deepest(e).replaceAll("[\\r\\n]+", " "));
            return Optional.empty();
        }
    }

    private static String sentence(String key, Class<?> type, ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        String first = path.split("\\.", 2)[0];
        if (Arrays.stream(type.getRecordComponents())
                .noneMatch(part -> part.getName().equals(first))) {
            return key + ": " + violation.getMessage(); // a rule over several keys names them itself
        }
        Object value = violation.getInvalidValue();
        boolean shown =
                value != null && !(value instanceof Secret) && !value.toString().isEmpty();
        return key + "." + dashed(path) + (shown ? ": \"" + value + "\" " : " ") + violation.getMessage();
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** A secret that is empty, or whose environment variable nobody set, would only be noticed by a refused login. */
    private void secrets(String key, Record settings) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = value(component, settings);
            String name = key + "." + dashed(component.getName());
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value instanceof Secret secret) {
                String text = secret.reveal();
                if (secret.isEmpty() && binder.bind(name, String.class).isBound()) {
                    mistake(name + " is empty; set it, best as ${ENVIRONMENT_VARIABLE}");
                } else if (text.startsWith("${") && text.endsWith("}")) {
                    mistake(name + ": the environment variable " + text.substring(2, text.length() - 1)
                            + " is not set");
                }
            } else if (value instanceof Record nested) {
                secrets(name, nested);
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record settings) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // settings are package-private in their type's folder
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings cannot be read: " + settings.getClass(), e);
        }
    }

    private void unknownKeys(String key, Class<?> type, boolean top) {
        var known = new LinkedHashMap<String, Class<?>>();
        for (RecordComponent component : type.getRecordComponents()) {
            known.put(dashed(component.getName()), component.getType());
        }
        for (String word : children(key)) {
            Class<?> component = known.get(word);
            if (component == null && !(top && word.equals("type"))) {
                mistake(key + "." + word + " is unknown" + NearestWord.hint(word, known.keySet()));
            } else if (component != null && component.isRecord()) {
                unknownKeys(key + "." + word, component, false);
            }
        }
    }

    /** The next words below a key, in the order of the sources. */
    private List<String> children(String key) {
        ConfigurationPropertyName parent = ConfigurationPropertyName.of(key);
        var words = new ArrayList<String>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(parent::isAncestorOf)
                        .map(name ->
                                name.getElement(parent.getNumberOfElements(), ConfigurationPropertyName.Form.ORIGINAL))
                        .filter(word -> !words.contains(word))
                        .forEach(words::add);
            }
        }
        return words;
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
