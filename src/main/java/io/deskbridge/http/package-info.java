/**
 * The way to remotes: one HTTP client with time limits, answers turned into typed failures, webhook signatures, and
 * downloads from strangers within limits. It knows no channel, no desk and no ledger.
 */
@NullMarked
package io.deskbridge.http;

import org.jspecify.annotations.NullMarked;
