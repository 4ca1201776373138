package dev.parley.boot;

import dev.parley.config.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts into one line why something did not start; the stack trace is logged on level debug. */
final class StartFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    private final Map<VerticleName, String> ports;
    private final String clusterPort;

    StartFailure(Settings settings) {
        this.ports = Map.of(
                VerticleName.OPS, port("PARLEY_OPS_PORT", settings.ops().port()),
                VerticleName.EDGE, port("PARLEY_EDGE_PORT", settings.edge().port()),
                VerticleName.API, port("PARLEY_API_PORT", settings.api().port()));
        this.clusterPort = port("PARLEY_CLUSTER_PORT", settings.cluster().port());
    }

    /** Why a verticle did not come up. */
    CannotStart of(VerticleName verticle, Throwable cause) {
        return of(
                verticle.toString(),
                isAddressInUse(cause) && ports.containsKey(verticle) ? ports.get(verticle) : reason(cause),
                cause);
    }

    /** Why one of the operator's own did not come up. */
    CannotStart of(ForeignVerticle verticle, Throwable cause) {
        return cause instanceof CannotStart named ? named : of(verticle.name(), reason(cause), cause);
    }

    private static CannotStart of(String verticle, String why, Throwable cause) {
        LOG.debug("{} did not start", verticle, cause);
        return new CannotStart(verticle + " did not start: " + why);
    }

    /** Why Vert.x itself, or its cluster, did not come up; absent when it took too long. */
    CannotStart ofPlatform(Optional<Throwable> cause) {
        LOG.debug("Vert.x did not start", cause.orElse(null));
        String why = cause.map(StartFailure::reason).orElse("it took too long");
        return new CannotStart("the cluster did not start: "
                + (cause.filter(StartFailure::isAddressInUse).isPresent() ? clusterPort : why));
    }

    /** A failure on the way up that was not named yet. */
    static CannotStart known(Throwable cause) {
        return cause instanceof CannotStart named ? named : new CannotStart(reason(cause));
    }

    private static String port(String variable, int port) {
        return "port " + port + " is in use, set another as " + variable;
    }

    private static boolean isAddressInUse(Throwable cause) {
        return causes(cause).anyMatch(one -> Optional.ofNullable(one.getMessage())
                .filter(message -> message.contains("already in use"))
                .isPresent());
    }

    /** The innermost reason, on one line. */
    private static String reason(Throwable cause) {
        Throwable root = causes(cause).reduce((outer, inner) -> inner).orElse(cause);
        String message =
                Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
        return message.lines()
                .map(String::strip)
                .reduce((one, two) -> one + " " + two)
                .orElse("");
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, one -> one != null, Throwable::getCause).limit(16);
    }
}
