package io.deskbridge.sandbox.jira;

import java.util.List;
import java.util.Map;

/**
 * A project of the sandbox; every sandbox has the same two.
 *
 * @param type software or service_desk
 * @param types of issues, by id
 * @param requestTypes of customer requests, by id; none outside service projects
 * @param statuses of the workflow; the first is the one of a new issue
 */
record Project(
        String id,
        String key,
        String name,
        String type,
        Map<String, String> types,
        Map<String, String> requestTypes,
        List<Status> statuses) {

    /** A status of a workflow; category is new, indeterminate or done. */
    record Status(String id, String name, String category) {}

    /** A step of a workflow. */
    record Transition(String id, String name, Status to) {}

    static final List<Project> ALL = List.of(
            new Project(
                    "10001",
                    "SOC",
                    "Social media",
                    "software",
                    Map.of("10101", "Task", "10102", "Bug"),
                    Map.of(),
                    List.of(
                            new Status("1", "To Do", "new"),
                            new Status("2", "In Progress", "indeterminate"),
                            new Status("3", "Done", "done"))),
            new Project(
                    "10002",
                    "HELP",
                    "Customer service",
                    "service_desk",
                    Map.of("10101", "Task", "10201", "Service Request"),
                    Map.of("21", "Ask a question", "22", "Social media"),
                    List.of(
                            new Status("11", "Waiting for support", "indeterminate"),
                            new Status("12", "Waiting for customer", "indeterminate"),
                            new Status("13", "Resolved", "done"))));

    /** The issue type of all customer requests. */
    static final String REQUEST_ISSUE_TYPE = "10201";

    boolean isServiceDesk() {
        return type.equals("service_desk");
    }

    /** Where a status leads to; out of a done one only back to the beginning. */
    List<Transition> transitions(Status from) {
        if (from.category().equals("done")) {
            return List.of(new Transition("99", "Reopen", statuses.get(0)));
        }
        return statuses.stream()
                .filter(status -> !status.equals(from))
                .map(status -> new Transition("5" + status.id(), "To " + status.name(), status))
                .toList();
    }
}
