package io.deskbridge.sandbox.jira;

import org.springframework.web.util.HtmlUtils;

/** One issue as a page without script: everything in it comes from strangers and is escaped. */
final class IssuePage {
    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
            + "padding:0 1rem}article{border:1px solid #ccd;border-radius:.5rem;padding:.5rem 1rem;margin:1rem 0}"
            + ".note{background:#fff7dc}small{color:#556}p{white-space:pre-wrap;overflow-wrap:anywhere}";

    private IssuePage() {}

    static String of(PlaygroundController.Shown issue) {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(issue.key())
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><small>Sandbox: this is not a real Jira</small><h1>")
                .append(issue.key())
                .append(' ')
                .append(escape(issue.summary()))
                .append("</h1><small>")
                .append(escape(issue.reporter() + " · " + issue.status() + " · " + String.join(", ", issue.labels())))
                .append("</small>");
        said(page, "", issue.reporter(), String.valueOf(issue.created()), issue.body());
        for (var comment : issue.comments()) {
            boolean isNote = issue.request() && !comment.isPublic();
            said(
                    page,
                    isNote ? "note" : "",
                    comment.author() + (isNote ? " · internal note" : ""),
                    String.valueOf(comment.at()),
                    comment.body());
        }
        issue.files()
                .forEach(file -> page.append("<small>📎 ").append(escape(file)).append("</small><br>"));
        return page.append("</body></html>").toString();
    }

    private static void said(StringBuilder page, String kind, String who, String at, String text) {
        page.append("<article class=\"")
                .append(kind)
                .append("\"><small>")
                .append(escape(who))
                .append(" · ")
                .append(at)
                .append("</small><p dir=\"auto\">")
                .append(escape(text))
                .append("</p></article>");
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
