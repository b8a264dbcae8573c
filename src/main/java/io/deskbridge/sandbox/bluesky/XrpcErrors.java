package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
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
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(XrpcError e) {
        return ResponseEntity.status(e.status())
                .headers(e.headers())
                .body(Map.of("error", e.error(), "message", Objects.toString(e.getMessage(), "")));
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, MissingServletRequestParameterException.class})
    ResponseEntity<Map<String, String>> malformed(Exception e) {
        return refused(XrpcError.invalid(
                e instanceof MissingServletRequestParameterException missing
                        ? "Params must have the property \"" + missing.getParameterName() + "\""
                        : "A request body was expected but none was provided"));
    }
}
