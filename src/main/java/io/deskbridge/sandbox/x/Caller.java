package io.deskbridge.sandbox.x;

/** Who calls, and in which role: the rules for programs hold for the brand only, so that scripts can play customers. */
record Caller(Account account, Role role) {
    enum Role {
        CUSTOMER,
        BRAND,
        APP
    }

    Account person() {
        if (role == Role.APP) {
            throw XProblem.of(
                    403,
                    "Unsupported Authentication",
                    "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint."
                            + "  Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
                    "https://api.x.com/2/problems/unsupported-authentication");
        }
        return account;
    }
}
