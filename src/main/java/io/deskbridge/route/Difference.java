package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What one set of files says otherwise than another, for people: lines that went after "-", lines that came after "+". */
final class Difference {
    private static final int MOST_LINES = 2_000;

    private Difference() {}

    /** Empty when they say the same. */
    static String between(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var text = new StringBuilder();
        for (String name : names) {
            List<String> old = lines(before, name);
            List<String> fresh = lines(after, name);
            if (!old.equals(fresh) || before.containsKey(name) != after.containsKey(name)) {
                String title = !before.containsKey(name) ? "new " : after.containsKey(name) ? "" : "removed ";
                text.append(title).append(name).append('\n');
                lines(old, fresh).forEach(line -> text.append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private static List<String> lines(Map<String, String> files, String name) {
        String text = files.get(name);
        return text == null || text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static List<String> lines(List<String> old, List<String> fresh) {
        if (old.size() + fresh.size() > MOST_LINES) {
            return List.of("(too long to compare)");
        }
        int[][] common = common(old, fresh);
        var lines = new ArrayList<String>();
        int left = 0;
        int right = 0;
        while (left < old.size() || right < fresh.size()) {
            if (left < old.size() && right < fresh.size() && old.get(left).equals(fresh.get(right))) {
                left++;
                right++;
            } else if (right == fresh.size()
                    || left < old.size() && common[left + 1][right] >= common[left][right + 1]) {
                lines.add("-" + old.get(left++));
            } else {
                lines.add("+" + fresh.get(right++));
            }
        }
        return lines;
    }

    /** How many lines the rests have in common. */
    private static int[][] common(List<String> old, List<String> fresh) {
        var common = new int[old.size() + 1][fresh.size() + 1];
        for (int left = old.size() - 1; left >= 0; left--) {
            for (int right = fresh.size() - 1; right >= 0; right--) {
                common[left][right] = old.get(left).equals(fresh.get(right))
                        ? common[left + 1][right + 1] + 1
                        : Math.max(common[left + 1][right], common[left][right + 1]);
            }
        }
        return common;
    }
}
