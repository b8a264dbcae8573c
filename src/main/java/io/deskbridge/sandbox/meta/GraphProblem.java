package io.deskbridge.sandbox.meta;

import java.util.Map;

/** An error as the Graph API tells it: nearly always 400, and the code decides. */
public final class GraphProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final int code;
    final int subcode;
    /** What some networks add as {@code error_data}; may be empty. */
    final transient Map<String, String> data;

    private GraphProblem(int status, int code, int subcode, String message, Map<String, String> data) {
        super(message);
        this.status = status;
        this.code = code;
        this.subcode = subcode;
        this.data = data;
    }

    public static GraphProblem of(int code, String message) {
        return of(code, 0, message);
    }

    public static GraphProblem of(int code, int subcode, String message) {
        return new GraphProblem(400, code, subcode, "(#" + code + ") " + message, Map.of());
    }

    /** With more, beside the message. */
    public GraphProblem with(Map<String, String> more) {
        return new GraphProblem(status, code, subcode, String.valueOf(getMessage()), more);
    }

    public static GraphProblem token() {
        return new GraphProblem(401, 190, 0, "Invalid OAuth access token - Cannot parse access token", Map.of());
    }

    public static GraphProblem permission(String message) {
        return new GraphProblem(403, 200, 0, "(#200) " + message, Map.of());
    }

    public static GraphProblem parameter(String message) {
        return of(100, message);
    }

    public static GraphProblem unknown(String id) {
        return new GraphProblem(
                400,
                100,
                33,
                "Unsupported request. Object with ID '" + id + "' does not exist, cannot be loaded due to missing"
                        + " permissions, or does not support this operation",
                Map.of());
    }
}
