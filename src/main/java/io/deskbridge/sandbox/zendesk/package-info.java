/**
 * A Zendesk inside the process: the parts of the Support API that a hub needs, in Zendesk's paths, field names, paging,
 * limits and errors, so that the real desk type can be tried and tested without an account. Every person in it is a
 * credential: {@code agent-mia@sandbox.example/token} with any token is the agent Mia.
 */
@NullMarked
package io.deskbridge.sandbox.zendesk;

import org.jspecify.annotations.NullMarked;
