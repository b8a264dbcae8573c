package io.deskbridge.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.parser.Parser;

/** Recorded conversations of customers with brands, one list a thread, each in the order of its time. */
final class Tweets {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

    private Tweets() {}

    /** One recorded tweet; {@code parent} is empty when it answers none of the file. */
    record Tweet(String id, String author, boolean customers, Instant at, String text, String parent) {}

    static List<List<Tweet>> threads(Path csv) throws IOException {
        List<List<String>> rows = Csv.rows(Files.readString(csv));
        Map<String, Integer> column = new LinkedHashMap<>();
        rows.get(0).forEach(name -> column.put(name, column.size()));
        Map<String, Tweet> tweets = new LinkedHashMap<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Tweet tweet = new Tweet(
                    row.get(column.get("tweet_id")),
                    row.get(column.get("author_id")),
                    row.get(column.get("inbound")).equals("True"),
                    ZonedDateTime.parse(row.get(column.get("created_at")), TIME).toInstant(),
                    Parser.unescapeEntities(row.get(column.get("text")), false),
                    row.get(column.get("in_response_to_tweet_id")));
            tweets.put(tweet.id(), tweet);
        }
        Map<String, List<Tweet>> threads = new LinkedHashMap<>();
        tweets.values()
                .forEach(tweet -> threads.computeIfAbsent(root(tweet, tweets).id(), root -> new ArrayList<>())
                        .add(tweet));
        threads.values().forEach(thread -> thread.sort(order(tweets)));
        return List.copyOf(threads.values());
    }

    /** By time; what is answered always before what answers, whatever the clocks said. */
    private static Comparator<Tweet> order(Map<String, Tweet> tweets) {
        return Comparator.comparing((Tweet tweet) -> latest(tweet, tweets))
                .thenComparing(tweet -> depth(tweet, tweets))
                .thenComparing(Tweet::id);
    }

    private static Instant latest(Tweet tweet, Map<String, Tweet> tweets) {
        Tweet parent = tweets.get(tweet.parent());
        Instant before = parent == null ? tweet.at() : latest(parent, tweets);
        return before.isAfter(tweet.at()) ? before : tweet.at();
    }

    private static int depth(Tweet tweet, Map<String, Tweet> tweets) {
        Tweet parent = tweets.get(tweet.parent());
        return parent == null ? 0 : 1 + depth(parent, tweets);
    }

    private static Tweet root(Tweet tweet, Map<String, Tweet> tweets) {
        Tweet parent = tweets.get(tweet.parent());
        return parent == null ? tweet : root(parent, tweets);
    }

    /** Comma-separated values as RFC 4180 has them: quoted fields may hold commas, quotes and line ends. */
    private static final class Csv {
        private Csv() {}

        static List<List<String>> rows(String text) {
            List<List<String>> rows = new ArrayList<>();
            List<String> row = new ArrayList<>();
            var field = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted) {
                    if (c != '"') {
                        field.append(c);
                    } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        field.append('"');
                        i++;
                    } else {
                        quoted = false;
                    }
                } else if (c == '"') {
                    quoted = true;
                } else if (c == ',' || c == '\n') {
                    row.add(field.toString());
                    field.setLength(0);
                    if (c == '\n') {
                        rows.add(row);
                        row = new ArrayList<>();
                    }
                } else if (c != '\r') {
                    field.append(c);
                }
            }
            if (!row.isEmpty() || field.length() > 0) {
                row.add(field.toString());
                rows.add(row);
            }
            return rows;
        }
    }
}
