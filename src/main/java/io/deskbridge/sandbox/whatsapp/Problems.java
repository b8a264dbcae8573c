package io.deskbridge.sandbox.whatsapp;

import io.deskbridge.sandbox.meta.GraphProblem;
import java.util.Map;

/** Errors as WhatsApp tells them: with details beside the message. */
final class Problems {
    private Problems() {}

    static GraphProblem invalid(String details) {
        return of(100, "Invalid parameter", details);
    }

    static GraphProblem of(int code, String message, String details) {
        return GraphProblem.of(code, message).with(Map.of("messaging_product", "whatsapp", "details", details));
    }
}
