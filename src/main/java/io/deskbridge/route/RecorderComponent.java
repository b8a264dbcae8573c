package io.deskbridge.route;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a trial for every component that leaves the hub, whatever its name: takes any address with any options. It is
 * none of Camel's usual components, because those look for what belongs to their name.
 */
final class RecorderComponent extends ServiceSupport implements Component {
    private final Recorders recorders;
    private @Nullable CamelContext camel;

    RecorderComponent(Recorders recorders) {
        this.recorders = recorders;
    }

    @Override
    public Endpoint createEndpoint(String uri) {
        return new Recorder(uri, this, recorders);
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> parameters) {
        return createEndpoint(uri);
    }

    @Override
    public boolean useRawUri() {
        return true;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camel;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camel = context;
    }
}
