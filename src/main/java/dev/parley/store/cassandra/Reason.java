package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in one line why Cassandra cannot be used. Passwords are not in it. */
final class Reason {
    private Reason() {}

    static String of(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return failure.getMessage();
        }
        List<Throwable> all = within(failure).toList();
        return first(all, AuthenticationException.class, refused -> "it refuses the user name or the password")
                .or(() ->
                        first(all, UnauthorizedException.class, refused -> "the user may not: " + refused.getMessage()))
                .or(() -> first(all, SSLException.class, tls -> "TLS fails: " + tls.getMessage()))
                .or(() -> first(all, ConnectException.class, Throwable::getMessage))
                .or(() -> first(all, UnknownHostException.class, unknown -> "no such host: " + unknown.getMessage()))
                .orElseGet(() -> innermost(all));
    }

    /** The failure, and what it says of single nodes, the innermost last. */
    private static Stream<Throwable> within(Throwable failure) {
        Stream<Throwable> further =
                Stream.concat(Stream.of(failure.getSuppressed()), Optional.ofNullable(failure.getCause()).stream());
        return Stream.concat(Stream.of(failure), further.flatMap(Reason::within));
    }

    private static <T extends Throwable> Optional<String> first(
            List<Throwable> all, Class<T> kind, Function<T, String> text) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst().map(text);
    }

    private static String innermost(List<Throwable> all) {
        String text = all.stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> inner)
                .orElseGet(all.get(0)::toString);
        return text.lines().findFirst().orElse("");
    }
}
