package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.CommentRun;
import io.deskbridge.hub.MessageRun;
import io.deskbridge.hub.NearestWord;
import io.deskbridge.hub.OpenDesk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.StringHelper;

/** See {@link DeskComponent}. */
final class DeskEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
    /** Where later steps find the ticket; absent while the desk's limit makes the hub write several messages at once. */
    static final String TICKET = "deskbridge.ticket";

    private final String names;
    private final Map<String, String> options;
    private final Accounts accounts;
    private final RouteTable routes;

    DeskEndpoint(
            String uri,
            Component component,
            String names,
            Map<String, String> options,
            Accounts accounts,
            RouteTable routes) {
        super(uri, component);
        this.names = names;
        this.accounts = accounts;
        this.routes = routes;
        this.options = spelt(options);
        desks().forEach(this::check);
    }

    private Set<String> desks() {
        List<String> known = accounts.desks().stream().map(OpenDesk::name).toList();
        return Names.list("desk", names, known);
    }

    /** As the desks spell them: of {@code request-type} among a step's parameters Camel's YAML makes {@code requestType}. */
    private Map<String, String> spelt(Map<String, String> given) {
        var spellings = new HashMap<String, String>();
        desks().forEach(desk -> accounts.desk(desk).orElseThrow().options().stream()
                .map(RouteOption::name)
                .forEach(name -> spellings.put(StringHelper.dashToCamelCase(name), name)));
        var spelt = new LinkedHashMap<String, String>();
        given.forEach((word, value) -> spelt.put(spellings.getOrDefault(word, word), value));
        return spelt;
    }

    private void check(String desk) {
        List<RouteOption> known = accounts.desk(desk).orElseThrow().options();
        options.forEach((word, value) -> {
            RouteOption option = known.stream()
                    .filter(candidate -> candidate.takes(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("desk:" + desk + " has no option \"" + word + "\""
                            + NearestWord.hint(
                                    word, known.stream().map(RouteOption::name).toList())));
            option.mistake().apply(value).ifPresent(mistake -> {
                throw new IllegalArgumentException("desk:" + desk + " " + word + ": " + mistake);
            });
        });
    }

    /** What a route that begins here takes, in words. */
    Set<String> takes() {
        return desks().stream()
                .map(desk -> "comments from desk " + desk)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Two routes with the same beginning are refused by the table of routes, which can name both. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("from desk:" + names + " takes no options, and has "
                    + String.join(", ", options.keySet()) + "; they belong to a \"to\"");
        }
        Set<String> desks = desks();
        return new RunConsumer<CommentRun>(
                this,
                processor,
                run -> run.row().comment(),
                consumer -> routes.add(new RouteTable.CommentTaker(desks, consumer)),
                routes::remove);
    }

    @Override
    public Producer createProducer() {
        if (desks().size() > 1) {
            throw new IllegalArgumentException(
                    "to desk:" + names + " names several desks; one message makes one ticket entry, so name one");
        }
        List<RouteOption> known = accounts.desk(names.strip()).orElseThrow().options();
        return new RunProducer<>(this, MessageRun.class, "channel:", (run, exchange) -> run.deliver(
                        names, TicketWords.of(exchange).under(options, known))
                .ifPresent(ticket -> exchange.setProperty(TICKET, ticket)));
    }
}
