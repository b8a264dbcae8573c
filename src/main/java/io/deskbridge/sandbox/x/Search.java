package io.deskbridge.sandbox.x;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plainer part of X's search: words, "phrases", {@code from:}, {@code conversation_id:}, {@code @name}, a minus. */
final class Search {
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"|(\\S+))");

    private Search() {}

    static Predicate<Post> matching(String query) {
        if (query.isBlank()) {
            throw XProblem.invalid("The 'query' parameter is required.");
        }
        List<Predicate<Post>> terms = new ArrayList<>();
        Matcher term = TERM.matcher(query);
        while (term.find()) {
            Predicate<Post> one = term.group(2) != null ? word(term.group(2)) : term(term.group(3));
            terms.add(term.group(1).isEmpty() ? one : one.negate());
        }
        return post -> terms.stream().allMatch(one -> one.test(post));
    }

    private static Predicate<Post> term(String term) {
        String value = term.substring(term.indexOf(':') + 1);
        if (term.startsWith("conversation_id:")) {
            return post -> String.valueOf(post.conversation()).equals(value);
        }
        if (term.startsWith("from:")) {
            return post -> post.author().username().equalsIgnoreCase(value)
                    || post.author().id().equals(value);
        }
        return switch (term) {
            case "is:reply" -> post -> post.repliedTo().isPresent();
            case "is:retweet" -> post -> post.retweeted().isPresent();
            case "is:quote" -> post -> post.quoted().isPresent();
            default -> word(term);
        };
    }

    private static Predicate<Post> word(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return post -> post.text().toLowerCase(Locale.ROOT).contains(small);
    }
}
