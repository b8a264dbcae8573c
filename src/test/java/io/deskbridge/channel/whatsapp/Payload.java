package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Http;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import io.deskbridge.http.PooledHttp;
import io.deskbridge.http.Signatures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Webhook calls as WhatsApp makes them, and a channel without a network that reads them. */
final class Payload {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Secret SECRET = Secret.of("app-secret");
    static final String NUMBER = "106540352242922";
    private static final GuardedFetch FETCH = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));

    private Payload() {}

    static WhatsAppSettings settings(String number, String account, Secret secret, URI base) {
        return new WhatsAppSettings(
                number,
                account,
                Secret.of("system-acme"),
                "meta",
                secret,
                Secret.of("verify-me"),
                base,
                "v25.0",
                Duration.ofMinutes(10));
    }

    static WhatsAppChannel channel(String number, Secret secret) {
        return open(
                settings(number, null, secret, URI.create("http://127.0.0.1:1")),
                new PooledHttp(SandboxServer.LIMITS),
                new SettableClock(NOW));
    }

    static WhatsAppChannel open(WhatsAppSettings settings, Http http, Clock clock) {
        return new WhatsAppChannel(
                settings, new AccountContext("acme-whatsapp", http, new MemoryTokens(), clock), FETCH);
    }

    /** A call with one message of Anna's; the message's own parts are JSON without the braces. */
    static String message(String parts) {
        return value(
                """
                "contacts": [{"profile": {"name": "Anna Meier", "username": "@anna.m"}, "wa_id": "4915112345678",
                    "user_id": "DE.17771234567890123"}],
                "messages": [{"from": "4915112345678", "from_user_id": "DE.17771234567890123", "id": "wamid.A1",
                    "timestamp": "1795348800", %s}]"""
                        .formatted(parts));
    }

    /** A call with one change of the field {@code messages}. */
    static String value(String parts) {
        return change("messages", parts);
    }

    static String change(String field, String parts) {
        return """
                {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": [{"field": "%s",
                    "value": {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "4930123456",
                    "phone_number_id": "%s"}, %s}}]}]}"""
                .formatted(field, NUMBER, parts);
    }

    static Receipt<Message> receive(String body) {
        return receive(channel(NUMBER, SECRET), body.getBytes(StandardCharsets.UTF_8));
    }

    static Receipt<Message> receive(WhatsAppChannel channel, byte[] body) {
        return channel.receive(new WebhookCall("POST", Map.of(), sign(SECRET, body), body));
    }

    static Map<String, String> sign(Secret secret, byte[] body) {
        return Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(secret, body)));
    }

    static JsonNode json(String text) {
        return Json.tryRead(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
