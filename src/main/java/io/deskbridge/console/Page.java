package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items newest first
 * @param next what to say as {@code before} for the next part; absent when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page<T>(List<T> items, @Nullable String next) {

    /** Of rows that were asked for with one more than the page takes. */
    static <R, T> Page<T> of(List<R> rows, int limit, ToLongFunction<R> seq, Function<R, T> item) {
        List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? String.valueOf(seq.applyAsLong(shown.get(limit - 1))) : null;
        return new Page<>(shown.stream().map(item).toList(), next);
    }
}
