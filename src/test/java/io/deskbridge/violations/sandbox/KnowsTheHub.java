package io.deskbridge.violations.sandbox;

import io.deskbridge.violations.hub.Work;

class KnowsTheHub {
    Object work = new Work();
}
