package dev.parley.boot;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts into one line why something did not start. */
final class StartFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);
    private static final Map<VerticleName, String> PORTS = Map.of(
            VerticleName.OPS, "PARLEY_OPS_PORT",
            VerticleName.EDGE, "PARLEY_EDGE_PORT",
            VerticleName.API, "PARLEY_API_PORT");

    private StartFailure() {}

    static CannotStart of(VerticleName verticle, Throwable cause) {
        LOG.debug("{} did not start", verticle, cause);
        String hint = isAddressInUse(cause) ? portHint(PORTS.get(verticle)) : "";
        return new CannotStart(verticle + " did not start" + hint + ": " + reason(cause));
    }

    /** Why Vert.x itself, or its cluster, did not come up. */
    static CannotStart ofPlatform(int clusterPort, Throwable cause) {
        LOG.debug("Vert.x did not start", cause);
        String hint = isAddressInUse(cause) ? portHint("PARLEY_CLUSTER_PORT") + " (" + clusterPort + ")" : "";
        return new CannotStart("the cluster did not start" + hint + ": " + reason(cause));
    }

    /** A failure on the way up that was not named yet. */
    static CannotStart known(Throwable cause) {
        return cause instanceof CannotStart named ? named : new CannotStart(reason(cause));
    }

    private static String portHint(String variable) {
        return ", its port is in use (see " + variable + ")";
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
