package io.deskbridge.desk.custom;

import io.deskbridge.core.RouteOption;
import java.util.List;

/** What a route may say beside the desk's name; handed to the entries route as it is. */
final class CustomOptions {
    static final List<RouteOption> ALL = List.of(
            RouteOption.text("group", "Who is to answer, as the entries route understands it."),
            RouteOption.text("priority", "How urgent it is, as the entries route understands it."),
            RouteOption.text("tags", "Words for the ticket, with commas between them."),
            RouteOption.text("field.", "Anything else, such as field.queue; the entries route finds it by that name."));

    private CustomOptions() {}
}
