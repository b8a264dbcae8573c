package io.deskbridge.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a record says of it and of its components, as plain text. */
final class RecordDocs {
    private final String doc;

    private RecordDocs(String doc) {
        this.doc = doc;
    }

    static RecordDocs of(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        Path file = Path.of("src/main/java", top.getName().replace('.', '/') + ".java");
        try {
            Matcher declaration = Pattern.compile(
                            "/\\*\\*((?:(?!\\*/).)*)\\*/(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s*(?:public |private |static |final )*(?:record|enum) "
                                    + type.getSimpleName() + "\\b",
                            Pattern.DOTALL)
                    .matcher(Files.readString(file));
            return new RecordDocs(declaration.find() ? declaration.group(1).replaceAll("(?m)^\\s*\\* ?", "") : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> whole() {
        return plain(doc.split("\n@", 2)[0]);
    }

    Optional<String> of(String component) {
        Matcher param = Pattern.compile("@param " + component + "\\s+((?:(?!\\n@|\\n\\s*\\n).)*)", Pattern.DOTALL)
                .matcher(doc);
        return param.find() ? plain(param.group(1)) : Optional.empty();
    }

    private static Optional<String> plain(String text) {
        String plain = text.replaceAll("\\{@(?:code|link) #?([^}]*)}", "$1")
                .replaceAll("</?code>", "")
                .replaceAll("\\s+", " ")
                .strip();
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Character.toUpperCase(plain.charAt(0)) + plain.substring(1));
    }
}
