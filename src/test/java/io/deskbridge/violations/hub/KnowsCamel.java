package io.deskbridge.violations.hub;

import org.apache.camel.Exchange;

abstract class KnowsCamel {
    abstract void take(Exchange exchange);
}
