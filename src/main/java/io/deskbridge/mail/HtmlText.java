package io.deskbridge.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The words of HTML that a stranger wrote; never HTML itself. */
public final class HtmlText {
    private static final Set<String> BLOCKS = Set.of(
            "p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr",
            "section", "article", "header", "footer", "center", "address", "dd", "dt", "dl");

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre");

    /** Outlook, Gmail, Apple Mail, Thunderbird and Proton name theirs so. */
    private static final String SIGNATURE = "[id*=signature], [class*=signature]";

    private static final String UNSEEN = "head, style, script, title, template, [style~=(?i)display:\\s*none]";

    private static final String DROPPED = String.join(
            ",",
            UNSEEN,
            "blockquote",
            ".gmail_quote, .gmail_quote_container, .gmail_attr, .gmail_signature",
            ".moz-cite-prefix, .moz-signature, .moz-forward-container",
            ".yahoo_quoted, .protonmail_quote, .protonmail_signature_block, .tutanota_quote",
            "div[name=quote], #mail-editor-reference-message-container, #reply-intro",
            SIGNATURE + ", .WordSection1 ~ .gmail_quote");

    /** From these on, all that follows is the old mail. */
    private static final List<String> CUTS = List.of(
            "#divRplyFwdMsg",
            "#appendonsend",
            "div[style~=(?i)border-top:\\s*solid #(E1E1E1|B5C4DF)]",
            "hr#stopSpelling",
            ".OutlookMessageHeader",
            "#OLK_SRC_BODY_SECTION");

    private HtmlText() {}

    /** All its words, with what is quoted; not what nobody sees, such as styles. */
    public static String whole(String html) {
        var document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        document.select(UNSEEN).remove();
        var text = new StringBuilder();
        NodeTraversor.traverse(new Writer(text), document.body());
        return tidy(text);
    }

    /** Without what a mail's sender did not write: quotes and signatures, as mail programs mark them. */
    public static String of(String html) {
        var document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        document.select(DROPPED).remove();
        for (String cut : CUTS) {
            Element first = document.selectFirst(cut);
            if (first != null) {
                removeFrom(first);
            }
        }
        var text = new StringBuilder();
        NodeTraversor.traverse(new Writer(text), document.body());
        return tidy(text);
    }

    /** Whether it marks where an old mail begins in the way of Outlook, which leaves the plain text without any mark. */
    public static boolean marksOldMail(String html) {
        var document = Jsoup.parse(html);
        return CUTS.stream().anyMatch(cut -> document.selectFirst(cut) != null);
    }

    /** The text of the first signature outside of quotes; empty when none is marked. */
    public static Optional<String> signature(String html) {
        var document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        document.select("blockquote, .gmail_quote, .gmail_quote_container, .yahoo_quoted, .protonmail_quote")
                .remove();
        Element marked = document.selectFirst(SIGNATURE);
        if (marked == null) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        NodeTraversor.traverse(new Writer(text), marked);
        return Optional.of(tidy(text)).filter(words -> !words.isBlank());
    }

    private static String tidy(StringBuilder text) {
        return text.toString()
                .replace('\u00A0', ' ')
                .replaceAll("[ \\t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    /** Removes the element and everything behind it in the document. */
    private static void removeFrom(Element first) {
        for (Element up = first; up != null && !up.nameIs("body"); up = up.parent()) {
            Node next = up.nextSibling();
            while (next != null) {
                Node behind = next.nextSibling();
                next.remove();
                next = behind;
            }
        }
        first.remove();
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder text;

        Writer(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String plain = inPre(words) ? words.getWholeText() : words.text();
                text.append(atLineStart() ? plain.replaceFirst("^ +", "") : plain);
            } else if (node instanceof Element element) {
                if (element.nameIs("br")) {
                    text.append('\n');
                } else if (BLOCKS.contains(element.normalName())) {
                    newLine();
                    text.append(element.nameIs("li") ? "- " : "");
                } else if (element.nameIs("td") && element.previousElementSibling() != null) {
                    text.append(' ');
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            if (element.nameIs("a")) {
                appendAddress(element);
            } else if (BLOCKS.contains(element.normalName()) && !element.nameIs("br")) {
                newLine();
                text.append(PARAGRAPHS.contains(element.normalName()) && !endsWith("\n\n") ? "\n" : "");
            }
        }

        /** The customer reads plain text: a link behind words would be lost. */
        private void appendAddress(Element link) {
            String address = link.attr("href").strip();
            String words = link.text().strip();
            boolean web = address.startsWith("https://") || address.startsWith("http://");
            if (web && !bare(address).equals(bare(words))) {
                text.append(words.isEmpty() ? address : " (" + address + ")");
            }
        }

        private static String bare(String address) {
            return address.replaceFirst("^https?://(www\\.)?", "")
                    .replaceFirst("^www\\.", "")
                    .replaceFirst("/$", "");
        }

        private boolean atLineStart() {
            return text.isEmpty() || endsWith("\n");
        }

        private void newLine() {
            text.append(atLineStart() ? "" : "\n");
        }

        private boolean endsWith(String end) {
            return text.length() >= end.length()
                    && text.substring(text.length() - end.length()).equals(end);
        }

        private static boolean inPre(TextNode words) {
            Element parent = words.parent();
            return parent != null && parent.closest("pre") != null;
        }
    }
}
