package io.deskbridge.violations.store;

import io.deskbridge.violations.hub.Work;

class KnowsTheHub {
    Object work = new Work();
}
