package io.deskbridge.violations.hub;

import io.deskbridge.violations.route.Wiring;

class KnowsTheRoute {
    Object wiring = new Wiring();
}
