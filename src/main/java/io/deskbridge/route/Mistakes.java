package io.deskbridge.route;

import org.apache.camel.ResolveEndpointFailedException;

/** Finds in what Camel threw the sentence that helps an admin. */
final class Mistakes {
    private Mistakes() {}

    static String sentence(Throwable thrown) {
        Throwable best = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException) {
                return oneLine(cause);
            }
            if (cause instanceof ResolveEndpointFailedException || cause.getCause() == null) {
                best = cause;
            }
        }
        return oneLine(best);
    }

    private static String oneLine(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return message.replaceAll("\\s+", " ").strip();
    }
}
