package io.deskbridge.violations.console;

import io.deskbridge.violations.channel.one.Open;

class KnowsAChannel {
    Object channel = new Open();
}
