package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers errors in Jira's shape. */
@RestControllerAdvice(basePackageClasses = Refusals.class)
@SandboxPart
class Refusals {
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Refusal refusal) {
        return ResponseEntity.status(refusal.status())
                .headers(refusal.headers())
                .body(refusal.body());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
        return refused(Refusal.general(400, "There was an error parsing JSON. Check that your request body is valid."));
    }
}
