/**
 * Facebook inside the process: pages, people, posts and comments behind a Graph API below {@code /sandbox/facebook/}, with
 * webhooks signed as Meta signs them. A token {@code page-<number>} acts as that page, {@code person-<name>} as that
 * person; whoever is named exists. Everything is kept in memory.
 */
@NullMarked
package io.deskbridge.sandbox.facebook;

import org.jspecify.annotations.NullMarked;
