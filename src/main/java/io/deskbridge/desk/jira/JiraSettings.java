package io.deskbridge.desk.jira;

import io.deskbridge.core.Secret;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a Jira is configured with.
 *
 * @param baseUrl the site's address, {@code https://acme.atlassian.net}
 * @param email of the user in whose name the API token acts
 * @param apiToken beside {@code email}
 * @param webhookSecret of the site's webhook; without one, webhook calls are refused and polling alone reads
 * @param project key of the project for issues whose route names none
 * @param issueType name or id, for issues whose route names none and that have no request type
 * @param requestType name or id of the customer request type, in service projects; empty opens issues without one
 * @param priority name, for issues whose route names none; empty leaves it to Jira
 * @param labels that every issue of the hub carries beside {@link Filing#LABEL}
 * @param pace between two polls
 * @param indexLag how long Jira's search may take to know what was written
 * @param publicLine the first line that makes a comment public outside service projects; empty: there is none
 * @param publicRestriction {@code role:NAME} or {@code group:NAME}: comments restricted to it are public outside service
 *     projects; empty: none are
 * @param reopen name or id of the transition, or name of the status, by which a customer's message reopens an issue that
 *     is done; empty takes the first one that leads out of done, {@code none} leaves issues as they are
 * @param reopenFrom names of statuses beside the done ones in which a customer's message makes that transition
 * @param customerAddress in service projects, the address of the customer account made for an author, with {@code *} where
 *     a code for the author stands; empty makes none
 * @param messagesPublic whether further messages of a customer are public comments in service projects
 */
record JiraSettings(
        @NotNull(message = "must be the site's address, such as https://acme.atlassian.net") @Nullable URI baseUrl,
        @DefaultValue("") @NotBlank(message = "must be the address of the user whose API token it is") String email,
        @DefaultValue("") Secret apiToken,
        @DefaultValue("") Secret webhookSecret,
        @DefaultValue("") @NotBlank(message = "must be the key of a project, such as SOC") String project,
        @DefaultValue("Task") @NotBlank(message = "must be the name of an issue type, such as Task") String issueType,
        @DefaultValue("") String requestType,
        @DefaultValue("") String priority,
        @DefaultValue List<String> labels,
        @DefaultValue("15s") Duration pace,
        @DefaultValue("60s") Duration indexLag,
        @DefaultValue("#public") String publicLine,
        @DefaultValue("") String publicRestriction,
        @DefaultValue("") String reopen,
        @DefaultValue List<String> reopenFrom,
        @DefaultValue("") String customerAddress,
        @DefaultValue("false") boolean messagesPublic) {

    @AssertTrue(message = "api-token must be set; make one at id.atlassian.com, Security, API tokens")
    boolean isSignedIn() {
        return !apiToken.isEmpty();
    }

    @AssertTrue(message = "base-url must begin with https:// (or http://) and name a host")
    boolean isAddressed() {
        return baseUrl == null
                || baseUrl.getHost() != null
                        && ("https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme()));
    }

    @AssertTrue(message = "pace must be at least 1s; 15s is well within what Jira takes")
    boolean isPaced() {
        return pace.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    @AssertTrue(message = "index-lag must not be negative; 60s is safe for a site that works")
    boolean isLagging() {
        return !indexLag.isNegative();
    }

    @AssertTrue(message = "public-restriction must be role:NAME or group:NAME, or empty")
    boolean isRestrictedRightly() {
        return publicRestriction.isBlank() || publicRestriction.matches("(role|group):\\s*\\S.*");
    }

    @AssertTrue(message = "reopen-from needs reopen, the transition that leads out of these statuses")
    boolean isReopenedRightly() {
        return reopenFrom.isEmpty() || !reopen.isBlank();
    }

    @AssertTrue(message = "customer-address must be an address with a * before the @, such as social+*@acme.example")
    boolean isCustomerAddressed() {
        return customerAddress.isBlank() || customerAddress.matches("[^@\\s*]*\\*[^@\\s*]*@[^@\\s*]+");
    }
}
