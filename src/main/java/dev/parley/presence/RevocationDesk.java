package dev.parley.presence;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.Done;
import dev.parley.bus.PresenceService.News;
import dev.parley.sessions.RevocationNews;
import dev.parley.sessions.RevokedSignIn;
import io.vertx.core.Future;
import java.util.Optional;

/** Keeps word of revoked sign-ins where there is a place for it, and hands it on. */
final class RevocationDesk {
    private final Optional<RevocationNews> news;

    RevocationDesk(Optional<RevocationNews> news) {
        this.news = news;
    }

    Future<Done> tell(Revoked revoked) {
        return news.map(kept -> kept.tell(
                        revoked.revocations().stream().map(RevocationDesk::kept).toList()))
                .orElseGet(Future::succeededFuture)
                .map(Done.DONE);
    }

    /** @return a future completed with news, or with none when there are none or they cannot be read; it never fails */
    Future<Optional<News>> since(long mark) {
        return news.map(kept -> kept.since(mark)
                        .map(told -> Optional.of(new News(
                                told.revoked().stream()
                                        .map(RevocationDesk::told)
                                        .toList(),
                                told.mark())))
                        .otherwise(Optional.empty()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static RevokedSignIn kept(Revocation revocation) {
        return new RevokedSignIn(revocation.signIn(), revocation.user(), revocation.device(), revocation.at());
    }

    private static Revocation told(RevokedSignIn revoked) {
        return new Revocation(revoked.signIn(), revoked.user(), revoked.device(), revoked.at());
    }
}
