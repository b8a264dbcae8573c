package io.deskbridge.sandbox.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Jira's query language as a hub needs: comparisons of a few fields, AND, OR, brackets and ORDER BY. */
final class Jql {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|currentUser\\(\\)|[()]|>=|<=|!=|[=<>]|[\\w.:/-]+)");

    private final List<String> tokens = new ArrayList<>();
    private int next;
    private final Condition condition;
    private String orderBy = "created";
    private boolean descending = true;

    @FunctionalInterface
    private interface Condition {
        boolean meets(Issue issue, Issue.Indexed known, Person caller, Instant now);
    }

    private Jql(String query) {
        Matcher matcher = TOKEN.matcher(query);
        int end = 0;
        while (end < query.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!query.substring(end).isBlank() || tokens.isEmpty()) {
            throw bad("Error in the JQL Query near '" + query.substring(end) + "'; unbounded queries are not allowed.");
        }
        condition = either();
        order();
    }

    static Jql of(String query) {
        return new Jql(query);
    }

    boolean matches(Issue issue, Issue.Indexed known, Person caller, Instant now) {
        return condition.meets(issue, known, caller, now);
    }

    String orderBy() {
        return orderBy;
    }

    boolean descending() {
        return descending;
    }

    private Condition either() {
        Condition one = both();
        while (is("OR")) {
            Condition left = one;
            Condition right = both();
            one = (issue, known, caller, now) ->
                    left.meets(issue, known, caller, now) || right.meets(issue, known, caller, now);
        }
        return one;
    }

    private Condition both() {
        Condition one = single();
        while (is("AND")) {
            Condition left = one;
            Condition right = single();
            one = (issue, known, caller, now) ->
                    left.meets(issue, known, caller, now) && right.meets(issue, known, caller, now);
        }
        return one;
    }

    private Condition single() {
        if (is("(")) {
            Condition inner = either();
            if (!is(")")) {
                throw bad("Error in the JQL Query: a bracket is not closed.");
            }
            return inner;
        }
        String field = take().toLowerCase(Locale.ROOT);
        String operator = take();
        String value = take().replaceAll("^\"|\"$", "");
        return switch (field) {
            case "labels" ->
                equality(operator, (issue, known, caller, now) -> known.labels().contains(value));
            case "project" ->
                equality(
                        operator,
                        (issue, known, caller, now) -> issue.project.key().equals(value));
            case "status" ->
                equality(operator, (issue, known, caller, now) -> known.status().equals(value));
            case "creator" ->
                equality(operator, (issue, known, caller, now) -> issue.creator
                        .accountId()
                        .equals(value.equals("currentUser()") ? caller.accountId() : value));
            case "updated" -> since(operator, value, true);
            case "created" -> since(operator, value, false);
            default -> throw bad("Field '" + field + "' does not exist or you do not have permission to view it.");
        };
    }

    private static Condition equality(String operator, Condition equal) {
        return switch (operator) {
            case "=" -> equal;
            case "!=" -> (issue, known, caller, now) -> !equal.meets(issue, known, caller, now);
            default -> throw bad("The operator '" + operator + "' is not supported by this field.");
        };
    }

    private static Condition since(String operator, String value, boolean updated) {
        Matcher relative = Pattern.compile("-(\\d+)([mhd])").matcher(value);
        if (!operator.equals(">=") || !relative.matches()) {
            throw bad("Date value '" + value + "' for this field is invalid. Valid formats include: '-5d', '-10m'.");
        }
        long number = Long.parseLong(relative.group(1));
        Duration back =
                switch (relative.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        return (issue, known, caller, now) -> !(updated ? known.updated() : issue.created).isBefore(now.minus(back));
    }

    private void order() {
        if (next == tokens.size()) {
            return;
        }
        if (!is("ORDER") || !is("BY")) {
            throw bad("Error in the JQL Query: Expecting operator but got '" + take() + "'.");
        }
        orderBy = take().toLowerCase(Locale.ROOT);
        descending = next < tokens.size() && take().equalsIgnoreCase("DESC");
    }

    private boolean is(String token) {
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase(token)) {
            next++;
            return true;
        }
        return false;
    }

    private String take() {
        if (next == tokens.size()) {
            throw bad("Error in the JQL Query: it ends too early.");
        }
        return tokens.get(next++);
    }

    private static Refusal bad(String message) {
        return Refusal.general(400, message);
    }
}
