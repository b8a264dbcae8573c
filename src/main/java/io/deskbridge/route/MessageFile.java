package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.TrialMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads messages for a trial: one a line, as JSON. */
final class MessageFile {
    private static final ObjectReader JSON =
            JsonMapper.builder().findAndAddModules().build().readerFor(TrialMessage.class);

    private MessageFile() {}

    /**
     * @throws CommandWords.Unusable that names the line
     */
    static List<TrialMessage> read(Path file) {
        var messages = new ArrayList<TrialMessage>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    messages.add(message(file, number, line));
                }
                if (messages.size() > RouteTrials.MOST_MESSAGES) {
                    throw new CommandWords.Unusable(file + " has more than " + RouteTrials.MOST_MESSAGES
                            + " messages; take the last ones of it");
                }
            }
        } catch (NoSuchFileException e) {
            throw new CommandWords.Unusable("--messages: there is no file " + file);
        } catch (IOException e) {
            throw new CommandWords.Unusable("--messages: " + file + " cannot be read: " + e.getMessage());
        }
        return messages;
    }

    private static TrialMessage message(Path file, int number, String line) {
        try {
            return JSON.readValue(line);
        } catch (JsonMappingException e) {
            String where = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw new CommandWords.Unusable(file + ", line " + number + ": "
                    + (where.isEmpty() ? "it is no message" : where + " is unknown or of the wrong kind"));
        } catch (JsonProcessingException e) {
            throw new CommandWords.Unusable(file + ", line " + number + ": it is no JSON");
        }
    }
}
