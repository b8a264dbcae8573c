package io.deskbridge.sandbox.meta;

import io.deskbridge.sandbox.SandboxPart;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Writes errors as Meta writes them. */
@RestControllerAdvice(name = "sandboxMetaProblemAdvice", annotations = GraphPart.class)
@SandboxPart
class GraphProblemAdvice {
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> problem(GraphProblem problem) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", String.valueOf(problem.getMessage()));
        error.put("type", "OAuthException");
        error.put("code", problem.code);
        if (problem.subcode != 0) {
            error.put("error_subcode", problem.subcode);
        }
        if (!problem.data.isEmpty()) {
            error.put("error_data", problem.data);
        }
        error.put("fbtrace_id", "Asandbox");
        return ResponseEntity.status(problem.status).body(Map.of("error", error));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> noJson(HttpMessageNotReadableException unreadable) {
        return problem(GraphProblem.parameter("The body is not valid JSON."));
    }
}
