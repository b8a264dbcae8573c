package io.deskbridge.violations.media;

import io.deskbridge.violations.hub.Work;

abstract class KnowsTheHub {
    abstract void take(Work work);
}
