package dev.parley.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of metrics in the table of the page for operators. */
public final class DocumentedMetrics {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_0-9]+)` \\|");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");

    private DocumentedMetrics() {}

    /** What is said to operators about metrics. */
    public static String page() {
        try {
            return Files.readString(Path.of("docs/operations.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Set<String> names() {
        String page = page();
        String table = page.substring(page.indexOf("\n## What is measured"), page.indexOf("\n## When an alert fires"));
        return ROW.matcher(table).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names that are measured, of a text in the format of Prometheus. */
    public static Set<String> measured(String scrape) {
        return Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)")
                .matcher(scrape)
                .results()
                .filter(type -> !type.group(1).endsWith("_seconds_max")
                        && !type.group(1).endsWith("_group_max"))
                .map((MatchResult type) -> type.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The metric that a series of a query belongs to. */
    public static String metric(String series) {
        Set<String> names = names();
        return names.contains(series) ? series : SUFFIX.matcher(series).replaceAll("");
    }
}
