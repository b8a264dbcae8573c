package io.deskbridge.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a network charges for a public post, with and without a link in it.
 *
 * @param currency its sign
 * @param without for a post without a link
 * @param with for a post with one or more
 * @param isIn whether a text has what the network takes for a link
 */
public record LinkPrice(String currency, BigDecimal without, BigDecimal with, Predicate<String> isIn) {
    /** Before anything is written: what a link would cost. */
    public Words ofOne(String network) {
        return new Words(
                "A link in it makes it cost " + english(with) + " instead of " + english(without) + " at " + network
                        + ".",
                "Ein Link darin macht sie bei " + network + " " + german(with) + " statt " + german(without)
                        + " teuer.");
    }

    /**
     * What these posts cost together, and would have cost without their links.
     *
     * @param posts their texts; at least one
     */
    public Words ofAll(List<String> posts, String network) {
        BigDecimal plain = without.multiply(BigDecimal.valueOf(posts.size()));
        BigDecimal all =
                posts.stream().map(post -> isIn.test(post) ? with : without).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Words(
                "With the link it costs " + english(all) + " instead of " + english(plain) + " at " + network + ".",
                "Mit dem Link kostet sie bei " + network + " " + german(all) + " statt " + german(plain) + ".");
    }

    private String english(BigDecimal sum) {
        return currency + sum.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private String german(BigDecimal sum) {
        return sum.setScale(2, RoundingMode.HALF_UP).toPlainString().replace('.', ',') + " " + currency;
    }
}
