package io.deskbridge.violations.hub;

import io.deskbridge.violations.http.meta.Graph;

abstract class KnowsMeta {
    abstract void take(Graph graph);
}
