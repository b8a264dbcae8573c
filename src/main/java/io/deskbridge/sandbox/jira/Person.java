package io.deskbridge.sandbox.jira;

import org.jspecify.annotations.Nullable;

/**
 * A user of the sandbox's Jira.
 *
 * @param accountType atlassian, customer or app
 */
record Person(String accountId, String displayName, @Nullable String email, String accountType) {
    boolean isCustomer() {
        return accountType.equals("customer");
    }
}
