package dev.parley.boot;

import dev.parley.config.Settings;
import dev.parley.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a starting process says of itself. */
final class Banner {
    private static final long MEGABYTE = 1 << 20;

    private final Settings settings;
    private final Plan plan;
    private final NodeId node;
    private final boolean clustered;

    Banner(Settings settings, Plan plan, NodeId node, boolean clustered) {
        this.settings = settings;
        this.plan = plan;
        this.node = node;
        this.clustered = clustered;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  Parley " + version() + ", node " + node + ", " + cluster());
        lines.add("");
        lines.add(line("verticles", verticles()));
        lines.add(line("plan", plan.origin()));
        urls(lines);
        stores(lines);
        lines.add(line("java", java()));
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private void urls(List<String> lines) {
        if (plan.has(VerticleName.API)) {
            lines.add(line("api", apiUrl(settings.api())));
        }
        if (plan.has(VerticleName.EDGE)) {
            lines.add(line("edge", settings.edge().url() + " (/ws, /sockjs, /eventbus)"));
        }
        if (plan.has(VerticleName.OPS)) {
            lines.add(line(
                    "ops",
                    url(
                                    settings.ops().tls(),
                                    settings.ops().host(),
                                    settings.ops().port()) + " (the console, /health/live, /health/ready, /metrics)"));
        }
    }

    private void stores(List<String> lines) {
        if (plan.has(VerticleName.PERSISTENCE)) {
            lines.add(line("messages", kind(settings.stores().messages())));
        }
        if (plan.has(VerticleName.ACCOUNTS)) {
            lines.add(line("accounts", kind(settings.stores().accounts())));
        }
        if (plan.has(VerticleName.PRESENCE)) {
            lines.add(line("sessions", kind(settings.stores().sessions())));
        }
    }

    /** A URL can hold a password: its scheme says enough. */
    private String kind(String store) {
        int scheme = store.indexOf("://");
        if (scheme >= 0) {
            return store.substring(0, scheme);
        }
        return store.equals("shared") ? store : store + folder();
    }

    private String folder() {
        return " in " + settings.stores().dataDir().toAbsolutePath().normalize();
    }

    private String verticles() {
        return Stream.concat(
                        plan.verticles().stream().map(PlannedVerticle::toString),
                        plan.foreign().stream().map(ForeignVerticle::name))
                .collect(Collectors.joining(", "));
    }

    private String cluster() {
        Settings.Cluster cluster = settings.cluster();
        return clustered ? "in a cluster at " + cluster.host() + ":" + cluster.port() : "single node";
    }

    static String version() {
        return Optional.ofNullable(Banner.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    private static String java() {
        Runtime runtime = Runtime.getRuntime();
        return Runtime.version() + ", " + runtime.availableProcessors() + " processors, heap up to "
                + runtime.maxMemory() / MEGABYTE + " MiB";
    }

    /** Where the web client is, for somebody on this machine. */
    static String apiUrl(Settings.Api api) {
        return url(api.tls(), api.host(), api.port());
    }

    private static String url(Optional<Settings.Tls> tls, String host, int port) {
        return (tls.isPresent() ? "https://" : "http://") + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port;
    }

    private static String line(String what, String value) {
        return "  %-11s%s".formatted(what, value);
    }
}
