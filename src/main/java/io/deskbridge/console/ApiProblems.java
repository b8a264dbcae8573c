package io.deskbridge.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what went wrong as problem JSON (RFC 9457), without a word of the inside. What Spring finds wrong with a call is
 * answered so by Boot ({@code spring.mvc.problemdetails.enabled}), which comes first.
 */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ProblemDetail mistake(Mistake mistake) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatusCode.valueOf(mistake.status()), String.valueOf(mistake.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ledger(DataAccessException failure) {
        LOG.warn("The ledger did not answer the API: {}", failure.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, LaterAnswer.RETRY_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The ledger does not answer; try again. The log tells more."));
    }

    @ExceptionHandler
    ProblemDetail bug(RuntimeException bug) {
        LOG.error("A call of the API found a bug", bug);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "This is a mistake of the hub. The log tells more.");
    }
}
