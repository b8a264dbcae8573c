/**
 * A phone number on WhatsApp, through the Cloud API
 * (developers.facebook.com/documentation/business-messaging/whatsapp). It is told of everything by webhooks: nothing can be
 * asked for afterwards, neither a customer's message nor what became of a reply.
 */
@NullMarked
package io.deskbridge.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
