package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Writes errors as X writes them. */
@RestControllerAdvice(name = "sandboxXProblemAdvice", basePackageClasses = XProblem.class)
@SandboxPart
class XProblemAdvice {
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> problem(XProblem problem) {
        return ResponseEntity.status(problem.status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Map.of(
                        "title", problem.title,
                        "detail", problem.detail(),
                        "type", problem.type,
                        "status", problem.status));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> noJson(HttpMessageNotReadableException unreadable) {
        return problem(XProblem.invalid("The body of the request is not valid JSON."));
    }
}
