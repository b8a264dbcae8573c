/**
 * A Jira Cloud site inside the process: a software project and a service project, in Jira's paths, field names, paging and
 * errors, with a search that lags behind, entity properties, documents in the Atlassian document format, the service desk
 * API and signed webhooks, so that the real desk type can be tried and tested without an account. Every person in it is a
 * credential: {@code agent-mia@sandbox.example} with any token is the agent Mia.
 */
@NullMarked
package io.deskbridge.sandbox.jira;

import org.jspecify.annotations.NullMarked;
