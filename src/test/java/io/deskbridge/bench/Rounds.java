package io.deskbridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets several sides take turns, so that what else the machine does hits all of them, and keeps each round's figure. The
 * first rounds only warm up.
 */
final class Rounds {
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    /** One side's turn. */
    @FunctionalInterface
    interface Turn {
        /**
         * @param measured whether the round counts; otherwise it warms up
         * @return the round's figure
         */
        double take(boolean measured) throws Exception;
    }

    Rounds run(int warmUps, int rounds, Map<String, Turn> sides) throws Exception {
        for (int round = -warmUps; round < rounds; round++) {
            for (var side : sides.entrySet()) {
                double figure = side.getValue().take(round >= 0);
                System.out.printf(
                        "  %s %-8s %10.0f%n", round < 0 ? "warm-up" : "round " + (round + 1), side.getKey(), figure);
                if (round >= 0) {
                    figures.computeIfAbsent(side.getKey(), unused -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        return this;
    }

    Map<String, List<Double>> figures() {
        return figures;
    }

    double median(String side) {
        return median(figures.get(side));
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The median over rounds of one side's figure divided by the other's of the same round. */
    double ratio(String side, String to) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < figures.get(side).size(); i++) {
            ratios.add(figures.get(side).get(i) / figures.get(to).get(i));
        }
        return median(ratios);
    }
}
