/**
 * Jira Cloud and Jira Service Management as a desk: conversations become issues or customer requests, what agents say to
 * the customer comes back. It speaks the <a href="https://developer.atlassian.com/cloud/jira/platform/rest/v3/">REST API
 * v3</a> and, for what customers may see, the <a
 * href="https://developer.atlassian.com/cloud/jira/service-desk/rest/">service desk API</a>; what Jira does differently
 * from other desks is told in the README beside this file.
 */
@NullMarked
package io.deskbridge.desk.jira;

import org.jspecify.annotations.NullMarked;
