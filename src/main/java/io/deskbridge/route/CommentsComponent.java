package io.deskbridge.route;

import io.deskbridge.hub.AgentComments;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code to comments:<desk>} takes in what an agent wrote in a desk of type custom. */
@org.springframework.stereotype.Component("comments-component")
class CommentsComponent extends DefaultComponent {
    private final AgentComments comments;

    CommentsComponent(AgentComments comments) {
        this.comments = comments;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Options.nothingLeft("comments:" + remaining, parameters, List.of());
        return new CommentsEndpoint(uri, this, remaining, comments);
    }
}
