package io.deskbridge.violations.route;

import io.deskbridge.violations.hub.Work;

public class Wiring {
    Object work = new Work();
}
