/**
 * A WhatsApp number inside the process, in the Cloud API's wire format: what a business sends, what customers write, and
 * the webhook calls that tell of both. It knows the company's token and signs with its app's secret; customers are played by
 * whoever calls the playground's addresses.
 */
@NullMarked
package io.deskbridge.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
