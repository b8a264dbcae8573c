package io.deskbridge.violations.hub;

final class LinkedFiles {
    void keeping() {}
}
