package io.deskbridge.desk.jira;

import io.deskbridge.core.Failure;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an issue that is done back to the agents, mostly when its customer writes. The message itself never waits for it: a
 * workflow that leads nowhere is the admin's to mend, and is told in the log.
 */
final class Reopening {
    private static final Logger LOG = LoggerFactory.getLogger(Reopening.class);
    private static final String NONE = "none";

    private final JiraApi api;
    private final String wanted;
    private final List<String> from;

    Reopening(JiraApi api, JiraSettings settings) {
        this.api = api;
        wanted = settings.reopen().strip();
        from = settings.reopenFrom();
    }

    /** Before the message is written, so that a message that stands there has reopened its issue, too. */
    void forMessage(Wire.Issue issue) {
        boolean waits = from.stream().anyMatch(status -> status.strip().equalsIgnoreCase(issue.status()));
        if (issue.done() || waits) {
            of(issue);
        }
    }

    /** Whether the issue was moved. */
    boolean of(Wire.Issue issue) {
        if (wanted.equalsIgnoreCase(NONE)) {
            return false;
        }
        List<Wire.Transition> transitions = api.transitions(issue.id());
        Optional<Wire.Transition> way =
                transitions.stream().filter(this::isWanted).findFirst();
        if (way.isEmpty()) {
            LOG.warn(
                    "Jira issue {} stays {}: there is no transition {} out of it, only {}; see the setting reopen",
                    issue.key(),
                    issue.status(),
                    wanted.isEmpty() ? "to a status that is not done" : "\"" + wanted + "\"",
                    transitions.stream().map(Wire.Transition::name).toList());
            return false;
        }
        try {
            api.transit(issue.id(), way.get().id());
            return true;
        } catch (Failure.Rejected refused) {
            LOG.warn("Jira issue {} stays {}: {}", issue.key(), issue.status(), refused.getMessage());
            return false;
        }
    }

    private boolean isWanted(Wire.Transition transition) {
        return wanted.isEmpty()
                ? !transition.toDone()
                : transition.id().equals(wanted)
                        || transition.name().equalsIgnoreCase(wanted)
                        || transition.to().equalsIgnoreCase(wanted);
    }
}
