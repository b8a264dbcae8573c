package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.hub.AgentComments;
import io.deskbridge.hub.ToldComment;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * See {@link CommentsComponent}. The body is a map with the fields of a {@link ToldComment}, or JSON of them. The step
 * returns when the comment is on disk, so a route that confirms to its source afterwards loses nothing.
 */
final class CommentsEndpoint extends DefaultEndpoint {
    private final String name;
    private final AgentComments comments;

    CommentsEndpoint(String uri, Component component, String name, AgentComments comments) {
        super(uri, component);
        this.name = name;
        this.comments = comments;
        Names.list("custom desk", name, comments.desks());
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                if (exchange.getProperty(RunConsumer.RUN) != null) {
                    throw new IllegalStateException("to comments:" + name + " in a route that carries what customers"
                            + " wrote or agents answered: none of it becomes an agent's comment");
                }
                comments.take(name, item(exchange));
            }
        };
    }

    private ToldComment item(Exchange exchange) throws JsonProcessingException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof JsonNode node && node.isObject()) {
            return CommentJson.of(node);
        }
        if (body instanceof Map<?, ?>) {
            return CommentJson.of(body);
        }
        String text = exchange.getMessage().getBody(String.class);
        if (text == null || !text.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException("to comments:" + name
                    + " wants a map or JSON with id, ticket, agent, text and public, or with ticket and solved; the body is "
                    + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
        }
        return CommentJson.read(text);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException(
                "from comments:" + name + " does not exist: agents' comments are taken out by" + " from desk:" + name);
    }
}
