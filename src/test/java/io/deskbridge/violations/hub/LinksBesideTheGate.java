package io.deskbridge.violations.hub;

import io.deskbridge.violations.store.FileLinks;

final class LinksBesideTheGate {
    void link(LinkedFiles files) {
        files.keeping();
    }

    void keep(FileLinks links) {
        links.keep();
    }
}
