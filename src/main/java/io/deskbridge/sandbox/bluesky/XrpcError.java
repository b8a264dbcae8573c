package io.deskbridge.sandbox.bluesky;

import org.springframework.http.HttpHeaders;

/** An answer of XRPC that is an error: a status, a name that programs read, and words. */
final class XrpcError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final transient HttpHeaders headers;

    XrpcError(int status, String error, String message, HttpHeaders headers) {
        super(message);
        this.status = status;
        this.error = error;
        this.headers = headers;
    }

    static XrpcError of(int status, String error, String message) {
        return new XrpcError(status, error, message, new HttpHeaders());
    }

    static XrpcError invalid(String message) {
        return of(400, "InvalidRequest", message);
    }

    static XrpcError unauthorized(String error, String message) {
        return of(401, error, message);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    HttpHeaders headers() {
        return headers;
    }
}
