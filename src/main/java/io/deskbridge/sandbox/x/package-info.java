/**
 * X inside the process, in the wire format of its API v2 under {@code /sandbox/x/2/}. Every person is a credential:
 * {@code Bearer customer-anna} acts as @anna, {@code Bearer brand-acme} as the company's account @acme, for which the
 * network's rules for programs hold (280 weighted characters, answers only where it was summoned), and
 * {@code Bearer app-acme} reads without a person. Accounts exist as soon as they are used. All of it is forgotten when
 * the process ends.
 *
 * <p>Beside the vendor's paths: {@code sandbox_created_at} (ISO time) in a post or direct message to be made keeps the
 * time of a replayed one (ids stay in the order of arrival), {@code GET /sandbox/x/timeline}, {@code GET
 * /sandbox/x/dms?user=anna} and {@code GET /sandbox/x/media/...} serve the playground.
 */
@NullMarked
package io.deskbridge.sandbox.x;

import org.jspecify.annotations.NullMarked;
