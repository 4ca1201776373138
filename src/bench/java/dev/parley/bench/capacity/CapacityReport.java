package dev.parley.bench.capacity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** What a sizing came to, as Markdown and as JSON. */
record CapacityReport(Assumptions assumptions, Costs costs, Sizing sizing) {
    private static final String LINE = "\n";

    /** The demand, then the parts, each by the limit that it meets first. */
    String table() {
        String demand = sizing.demand().all().stream()
                .map(figure -> row(figure.name(), figure.text(), figure.how()))
                .collect(Collectors.joining(LINE));
        String parts = sizing.parts().stream().map(this::row).collect(Collectors.joining(LINE));
        return String.join(
                LINE,
                row("Demand", "", "How"),
                row("---", "---:", "---"),
                demand,
                "",
                row("Part", "Nodes", "Met first", "People a day that one node bears", "How"),
                row("---", "---:", "---", "---:", "---"),
                parts);
    }

    /** Each limit of each part, and the costs that all of it comes from. */
    String reasons() {
        String limits = sizing.parts().stream()
                .flatMap(part -> part.limits().stream()
                        .map(limit -> part.name() + ", " + limit.name() + ": " + limit.how() + " = "
                                + Figure.number(limit.value()) + " nodes"))
                .collect(Collectors.joining(LINE));
        String sources = costs.all().entrySet().stream()
                .map(entry ->
                        entry.getKey() + " = " + Figure.number(entry.getValue().value()) + ": "
                                + entry.getValue().what() + "; "
                                + (entry.getValue().measured() ? "measured by " : "assumed: ")
                                + entry.getValue().source())
                .collect(Collectors.joining(LINE));
        return limits + LINE + LINE + sources;
    }

    JsonObject toJson() {
        JsonArray parts = new JsonArray();
        sizing.parts()
                .forEach(part -> parts.add(new JsonObject()
                        .put("part", part.name())
                        .put("nodes", part.nodes())
                        .put("suffices", part.suffices())
                        .put("first", part.first().name())
                        .put("bears", part.bears(assumptions.users))
                        .put("limits", json(part.limits()))));
        JsonObject sources = new JsonObject();
        costs.all()
                .forEach((name, cost) -> sources.put(
                        name,
                        new JsonObject()
                                .put("value", cost.value())
                                .put("what", cost.what())
                                .put("measured", cost.measured())
                                .put("source", cost.source())));
        return new JsonObject()
                .put("assumptions", assumptions.toJson())
                .put("costs", sources)
                .put("demand", json(sizing.demand().all()))
                .put("parts", parts);
    }

    private String row(Part part) {
        return row(
                part.name(),
                part.count(),
                part.first().name(),
                Figure.number(part.bears(assumptions.users)),
                part.first().how());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static JsonArray json(List<Figure> figures) {
        JsonArray array = new JsonArray();
        figures.forEach(figure -> array.add(new JsonObject()
                .put("name", figure.name())
                .put("value", figure.value())
                .put("unit", figure.unit())
                .put("how", figure.how())));
        return array;
    }
}
