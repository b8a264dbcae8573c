package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Jira says, as far as the hub needs it. */
final class Wire {
    private Wire() {}

    /**
     * An issue.
     *
     * @param serviceDesk whether its project is a service project, in which comments are public or internal
     * @param status name
     * @param done whether the status counts as done, whatever it is called
     * @param reporter account id
     * @param updated as Jira wrote it
     * @param filed what the hub noted in its property; empty when the issue is none of the hub's
     */
    record Issue(
            String id,
            String key,
            boolean serviceDesk,
            String status,
            boolean done,
            String reporter,
            String updated,
            List<File> files,
            Optional<Filed> filed) {}

    /**
     * The hub's property of an issue.
     *
     * @param conversation the key of the conversation
     * @param marks of the entries that opened the issue
     * @param unfinished whether the files of these entries are perhaps not all there
     */
    record Filed(String conversation, List<String> marks, boolean unfinished) {}

    /**
     * A comment.
     *
     * @param body the document
     * @param rendered HTML; only of it the ids of files can be learned
     * @param restriction such as {@code role:Developers}; empty when everybody who sees the issue sees it
     * @param isInternal when Jira says so in so many words; the opposite proves nothing
     * @param marks of the hub; present, perhaps without any, when the hub wrote it
     */
    record Comment(
            String id,
            Person author,
            JsonNode body,
            String rendered,
            Optional<Instant> created,
            Optional<Instant> updated,
            Optional<String> restriction,
            boolean isInternal,
            Optional<List<String>> marks) {}

    /**
     * A user.
     *
     * @param kind atlassian, app or customer
     */
    record Person(String id, String name, String kind) {
        /** Whether it can be an agent: apps speak for machinery, customers for themselves. */
        boolean isStaff() {
            return kind.equals("atlassian");
        }
    }

    /** A step of the workflow that can be made now. */
    record Transition(String id, String name, String to, boolean toDone) {}

    /** A field of issues: what kind of value it takes. */
    record Field(String id, String name, String type, String items, String custom) {}

    /** A file that hangs on an issue. */
    record File(String id, String name, Optional<String> mimeType, long bytes) {}

    /** Something that has a name and is wanted by its id, such as a request type. */
    record Named(String id, String name, String issueType) {}

    /** One page of a list. */
    record Page<T>(List<T> items, Optional<String> next) {}
}
