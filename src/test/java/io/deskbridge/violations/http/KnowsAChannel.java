package io.deskbridge.violations.http;

import io.deskbridge.violations.channel.one.Open;

class KnowsAChannel {
    Object channel = new Open();
}
