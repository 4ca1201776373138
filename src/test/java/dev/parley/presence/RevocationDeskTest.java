package dev.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.Bus;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Lease;
import dev.parley.bus.PresenceService.Renew;
import dev.parley.limits.shared.SharedRateLimiter;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import dev.parley.sessions.RevocationNews;
import dev.parley.sessions.RevokedSignIn;
import dev.parley.sessions.shared.SharedPresenceBoard;
import dev.parley.sessions.shared.SharedSessionDirectory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How word of revoked sign-ins gets from accounts to the nodes, by the presence verticle on a real bus. */
class RevocationDeskTest {
    private static final Revocation REVOCATION =
            new Revocation("sign-in", new UserId(1), new DeviceId(2), Instant.ofEpochMilli(3));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Kept kept = new Kept();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aLeaseCarriesWhatAccountsTold() {
        serve(Optional.of(kept));
        await(bus.request(PresenceService.REVOKED, new Revoked(List.of(REVOCATION))));
        Lease first = renew(0);
        assertThat(first.news()).hasValueSatisfying(news -> {
            assertThat(news.revocations()).containsExactly(REVOCATION);
            assertThat(renew(news.mark()).news().orElseThrow().revocations()).isEmpty();
        });
    }

    @Test
    void aLeaseIsGivenThoughNewsCannotBeRead() {
        serve(Optional.of(kept));
        kept.away = true;
        assertThat(renew(0).news()).isEmpty();
    }

    @Test
    void aLeaseIsGivenWhereNoNewsAreKept() {
        serve(Optional.empty());
        await(bus.request(PresenceService.REVOKED, new Revoked(List.of(REVOCATION))));
        assertThat(renew(0).news()).isEmpty();
    }

    private void serve(Optional<RevocationNews> news) {
        await(vertx.deployVerticle(new PresenceVerticle(bus, opening -> SharedSessionDirectory.open(opening)
                .compose(directory -> SharedPresenceBoard.open(opening).compose(board -> SharedRateLimiter.open(opening)
                        .map(limits -> new PresenceStores(directory, board, limits, news)))))));
    }

    private Lease renew(long mark) {
        return await(bus.request(PresenceService.RENEW, new Renew(new NodeId("node"), Optional.empty(), 0, mark)));
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }

    /** News in memory; a mark is how many were read. */
    private static final class Kept implements RevocationNews {
        private final List<RevokedSignIn> all = new ArrayList<>();
        private volatile boolean away;

        @Override
        public Future<Void> tell(List<RevokedSignIn> revoked) {
            all.addAll(revoked);
            return Future.succeededFuture();
        }

        @Override
        public Future<Told> since(long mark) {
            return away
                    ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "away"))
                    : Future.succeededFuture(new Told(all.subList((int) mark, all.size()), all.size()));
        }
    }
}
