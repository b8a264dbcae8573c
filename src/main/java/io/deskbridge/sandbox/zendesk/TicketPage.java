package io.deskbridge.sandbox.zendesk;

/** One ticket as a page without script: everything in it comes from strangers and is escaped. */
final class TicketPage {
    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
            + "padding:0 1rem}article{border:1px solid #ccd;border-radius:.5rem;padding:.5rem 1rem;margin:1rem 0}"
            + ".note{background:#fff7dc}small{color:#556}p{white-space:pre-wrap;overflow-wrap:anywhere}";

    private TicketPage() {}

    static String of(PlaygroundController.Shown ticket) {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>#")
                .append(ticket.id())
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><small>Sandbox: this is not a real Zendesk</small><h1>#")
                .append(ticket.id())
                .append(' ')
                .append(Html.escape(ticket.subject()))
                .append("</h1><small>")
                .append(Html.escape(
                        ticket.requester() + " · " + ticket.status() + " · " + String.join(", ", ticket.tags())))
                .append("</small>");
        for (var comment : ticket.comments()) {
            page.append(comment.isPublic() ? "<article>" : "<article class=\"note\">")
                    .append("<small>")
                    .append(Html.escape(comment.author()))
                    .append(comment.isPublic() ? "" : " · internal note")
                    .append(" · ")
                    .append(comment.at())
                    .append("</small><p dir=\"auto\">")
                    .append(Html.escape(comment.body()))
                    .append("</p>");
            comment.files()
                    .forEach(file ->
                            page.append("<small>📎 ").append(Html.escape(file)).append("</small><br>"));
            page.append("</article>");
        }
        return page.append("</body></html>").toString();
    }
}
