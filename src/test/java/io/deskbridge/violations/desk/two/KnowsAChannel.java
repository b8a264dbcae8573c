package io.deskbridge.violations.desk.two;

import io.deskbridge.violations.channel.one.Open;

class KnowsAChannel {
    Object channel = new Open();
}
