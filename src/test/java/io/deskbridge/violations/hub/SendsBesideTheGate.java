package io.deskbridge.violations.hub;

final class SendsBesideTheGate {
    void send(Sender sender) {
        sender.send();
    }
}
