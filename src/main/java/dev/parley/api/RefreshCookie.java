package dev.parley.api;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A refresh token in a cookie, for pages that ask for it: no script can read it, and it comes back to no path but those of
 * sessions, from no page of another site.
 */
final class RefreshCookie {
    private static final String NAME = "parley_refresh";
    private static final String PATH = Routes.BASE + "/sessions";
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Call call;
    private final boolean secure;

    /** @param secure whether clients come over TLS */
    RefreshCookie(Call call, boolean secure) {
        this.call = call;
        this.secure = secure;
    }

    /**
     * Whether the caller wants its refresh token in a cookie. Such a call says that its body is JSON, which pages of other
     * origins cannot say unasked.
     */
    boolean wanted(Fields body) {
        boolean wanted = body.truth("cookie").orElse(false);
        body.require(!wanted || isJson(), "cookie", "is only for a body of the type application/json");
        return wanted;
    }

    /** The token that came back. */
    String token() {
        return call.cookie(name())
                .orElseThrow(() -> Failure.of(FailureCode.UNAUTHENTICATED, "no refresh token came in a cookie"));
    }

    Cookie keep(String token) {
        return cookie(token).setMaxAge(LIFETIME.toSeconds());
    }

    /** Ends what {@link #keep} began, if there is any. */
    Optional<Cookie> forget() {
        return call.cookie(name()).map(token -> cookie("").setMaxAge(0));
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(name(), value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT);
    }

    /** Cookies know no ports, so that two servers on one host would share theirs. */
    private String name() {
        return call.port() > 0 ? NAME + "_" + call.port() : NAME;
    }

    private boolean isJson() {
        return call.contentType().toLowerCase(Locale.ROOT).startsWith("application/json");
    }
}
