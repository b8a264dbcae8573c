package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as XRPC words them. */
@RestControllerAdvice(basePackageClasses = XrpcErrors.class)
@SandboxPart
class XrpcErrors {
    /** The limit that was met replaces the one that stands on every answer. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(XrpcError e, HttpServletResponse response) {
        e.headers().forEach((name, values) -> response.setHeader(name, values.get(0)));
        return ResponseEntity.status(e.status()).body(body(e));
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, MissingServletRequestParameterException.class})
    ResponseEntity<Map<String, String>> malformed(Exception e) {
        return ResponseEntity.badRequest()
                .body(body(XrpcError.invalid(
                        e instanceof MissingServletRequestParameterException missing
                                ? "Params must have the property \"" + missing.getParameterName() + "\""
                                : "A request body was expected but none was provided")));
    }

    private static Map<String, String> body(XrpcError e) {
        return Map.of("error", e.error(), "message", Objects.toString(e.getMessage(), ""));
    }
}
