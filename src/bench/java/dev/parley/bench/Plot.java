package dev.parley.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Lines in a coordinate system whose y axis is milliseconds on a logarithmic scale, as SVG.
 *
 * @param ticks what stands at places of the x axis, which reaches from the first to the last of them
 * @param lines by their names
 */
record Plot(String title, String xLabel, Map<Double, String> ticks, Map<String, List<Point>> lines) {
    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int WIDTH = 620;
    private static final int HEIGHT = 340;
    private static final int LEGEND = 18;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#c1440e", "#2f7d32", "#7b3fa0", "#b58900", "#555555", "#008080", "#a0306e");

    /** @param y in milliseconds */
    record Point(double x, double y) {}

    String svg() {
        int height = TOP + HEIGHT + 60 + LEGEND * lines.size();
        StringBuilder svg = new StringBuilder();
        put(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>",
                LEFT + WIDTH + 30,
                height);
        put(
                svg,
                "<rect width='100%%' height='100%%' fill='white'/><text x='%d' y='25' font-size='15'>%s</text>",
                LEFT,
                escape(title));
        decades(svg);
        ticks.forEach((x, label) -> vertical(svg, x, label));
        put(svg, "<text x='%d' y='%d'>%s</text>", LEFT, TOP + HEIGHT + 38, escape(xLabel));
        int line = 0;
        for (Map.Entry<String, List<Point>> each : lines.entrySet()) {
            draw(svg, line, each.getKey(), each.getValue());
            line++;
        }
        return svg.append("</svg>\n").toString();
    }

    private void decades(StringBuilder svg) {
        for (double decade = lowest(); decade <= highest(); decade++) {
            double y = y(Math.pow(10, decade));
            put(svg, "<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' stroke='#ddd'/>", LEFT, y, LEFT + WIDTH, y);
            put(
                    svg,
                    "<text x='%d' y='%.1f' text-anchor='end'>%s ms</text>",
                    LEFT - 6,
                    y + 4,
                    number(Math.pow(10, decade)));
        }
    }

    private static String number(double value) {
        return value >= 1 ? String.valueOf(Math.round(value)) : String.valueOf(value);
    }

    private void vertical(StringBuilder svg, double tick, String label) {
        double x = x(tick);
        put(svg, "<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' stroke='#eee'/>", x, TOP, x, TOP + HEIGHT);
        put(svg, "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>", x, TOP + HEIGHT + 18, escape(label));
    }

    private void draw(StringBuilder svg, int line, String name, List<Point> points) {
        String colour = COLOURS.get(line % COLOURS.size());
        String path = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.x()), y(point.y())))
                .collect(Collectors.joining(" "));
        put(svg, "<polyline fill='none' stroke='%s' stroke-width='1.6' points='%s'/>", colour, path);
        int y = TOP + HEIGHT + 60 + LEGEND * line;
        put(
                svg,
                "<rect x='%d' y='%d' width='14' height='4' fill='%s'/><text x='%d' y='%d'>%s</text>",
                LEFT,
                y - 6,
                colour,
                LEFT + 20,
                y,
                escape(name));
    }

    private double x(double value) {
        double from = ticks.keySet().stream().mapToDouble(tick -> tick).min().orElse(0);
        double to = ticks.keySet().stream().mapToDouble(tick -> tick).max().orElse(1);
        return LEFT + (to == from ? 0.5 : (value - from) / (to - from)) * WIDTH;
    }

    private double y(double millis) {
        double share = (Math.log10(Math.max(millis, Math.pow(10, lowest()))) - lowest()) / (highest() - lowest());
        return TOP + HEIGHT * (1 - share);
    }

    /** The power of ten below all points. */
    private double lowest() {
        return Math.floor(Math.log10(values().min().orElse(1)));
    }

    private double highest() {
        return Math.max(lowest() + 1, Math.ceil(Math.log10(values().max().orElse(1))));
    }

    private DoubleStream values() {
        return lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::y)
                .filter(value -> value > 0);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void put(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
