package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.GROUP;
import static dev.parley.router.RouterFixture.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a router believes of a conversation while answers are under way; each test runs on one context from end to end. */
class RostersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final ChangeFeed feed = new ChangeFeed(bus, () -> 0);
    private final Rosters rosters = new Rosters(bus, feed, () -> 0);
    private final Queue<Promise<Roster>> asked = new ArrayDeque<>();
    private final List<Optional<Long>> known = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close().timeout(20, TimeUnit.SECONDS).await();
    }

    @Test
    void believesWhatItKnowsOfTwo() {
        onContext(() -> {
            Future<Members> first = rosters.of(CHAT);
            answer(1);
            assertThat(rosters.of(CHAT).result()).isSameAs(first.result());
            assertThat(asked).isEmpty();
        });
    }

    @Test
    void anAnswerThatWasUnderWayWhenItWasForgottenIsForWhoAskedOnly() {
        onContext(() -> {
            Future<Members> before = rosters.of(CHAT);
            rosters.forget(CHAT);
            answer(1);
            assertThat(before.result().version()).isEqualTo(1);
            Future<Members> after = rosters.of(CHAT);
            answer(2);
            assertThat(after.result().version()).isEqualTo(2);
            assertThat(rosters.of(CHAT).result().version()).isEqualTo(2);
        });
    }

    @Test
    void anAnswerFromBeforeItWasForgottenReplacesNoneFromAfter() {
        onContext(() -> {
            rosters.of(CHAT);
            Promise<Roster> old = asked.remove();
            rosters.forget(CHAT);
            rosters.of(CHAT);
            answer(2);
            old.complete(members(1, 0, new Standing.Open(), ANN, BOB));
            assertThat(rosters.of(CHAT).result().version()).isEqualTo(2);
        });
    }

    @Test
    void whoAsksBesideAnotherAsksAnewAndOneFailureIsNotTheOthers() {
        onContext(() -> {
            Future<Members> first = rosters.of(CHAT);
            Future<Members> second = rosters.of(CHAT);
            asked.remove().fail(Failure.of(FailureCode.UNAVAILABLE, "lost"));
            answer(1);
            assertThat(first.failed()).isTrue();
            assertThat(second.result().version()).isEqualTo(1);
        });
    }

    @Test
    void aFailureIsNotRemembered() {
        onContext(() -> {
            rosters.of(CHAT);
            asked.remove().fail(Failure.of(FailureCode.UNAVAILABLE, "lost"));
            Future<Members> again = rosters.of(CHAT);
            answer(1);
            assertThat(again.succeeded()).isTrue();
        });
    }

    @Test
    void aGroupIsAskedForByTheVersionThatIsKnownAlsoBesideAnother() {
        onContext(() -> {
            rosters.of(GROUP);
            answer(1);
            rosters.of(GROUP);
            Future<Members> beside = rosters.of(GROUP);
            asked.forEach(question -> question.complete(new Roster.Unchanged()));
            assertThat(beside.result().version()).isEqualTo(1);
            rosters.forget(GROUP);
            rosters.of(GROUP);
            assertThat(known).containsExactly(Optional.empty(), Optional.of(1L), Optional.of(1L), Optional.empty());
        });
    }

    private void answer(long version) {
        asked.remove().complete(members(version, 0, new Standing.Open(), ANN, BOB));
    }

    private Future<Roster> ask(OfConversation question) {
        known.add(question.known());
        Promise<Roster> answer = Promise.promise();
        asked.add(answer);
        return answer.future();
    }

    private void onContext(Runnable test) {
        Promise<Void> over = Promise.promise();
        vertx.runOnContext(start -> Future.all(
                        bus.serveInPlace(MembershipService.MEMBERS, this::ask),
                        bus.serveInPlace(
                                MembershipService.CHANGES,
                                since -> Future.succeededFuture(new Changes(List.of(), false, Instant.EPOCH))))
                .onSuccess(served -> feed.follow(vertx, rosters::forget))
                .<Void>map(served -> {
                    test.run();
                    return null;
                })
                .onComplete(over));
        over.future().timeout(20, TimeUnit.SECONDS).await();
    }
}
