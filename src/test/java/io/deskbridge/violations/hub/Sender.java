package io.deskbridge.violations.hub;

/** What a reply leaves by, so that something can go there beside the gate. */
final class Sender {
    void send() {}
}
