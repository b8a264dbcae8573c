/**
 * Zendesk Support as a desk: conversations become tickets of an end user, agents' public comments come back. It speaks
 * the <a href="https://developer.zendesk.com/api-reference/ticketing/introduction/">Support API</a>; what Zendesk does
 * differently from other desks is told in the README beside this file.
 */
@NullMarked
package io.deskbridge.desk.zendesk;

import org.jspecify.annotations.NullMarked;
