package io.deskbridge.violations.core;

import io.deskbridge.violations.hub.Work;

class KnowsTheHub {
    Object work = new Work();
}
