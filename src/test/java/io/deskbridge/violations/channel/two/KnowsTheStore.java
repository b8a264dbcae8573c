package io.deskbridge.violations.channel.two;

import io.deskbridge.violations.store.Rows;

class KnowsTheStore {
    Object rows = new Rows();
}
