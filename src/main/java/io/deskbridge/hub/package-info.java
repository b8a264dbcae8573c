/**
 * The hub's rules: which accounts there are, how what they bring gets into the ledger, how each conversation's rows are
 * worked on one after the other, and the one gate through which a reply leaves. It knows the contracts and the ledger, and
 * nothing of Camel, brokers, SQL or web pages: those call it, or implement the small interfaces it asks for.
 */
@NullMarked
package io.deskbridge.hub;

import org.jspecify.annotations.NullMarked;
