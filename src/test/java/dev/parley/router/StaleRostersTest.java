package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.ChangedSince;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.StandingChange;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two change how they stand, a router asks, follows changes and is told of some, and all of that goes on in any order that the
 * dice give: changes of the same millisecond, a later number committed first, answers that are read before a change and arrive
 * after it, questions and news that are lost. What the router then believes without a question was so at most
 * {@link ChangeFeed#VOUCHED} ago.
 */
class StaleRostersTest {
    private static final int RUNS = 150;
    private static final int STEPS = 400;
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(9);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private World world;
    private int believed;

    @AfterEach
    void close() {
        vertx.close().timeout(20, TimeUnit.SECONDS).await();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingIsBelievedThatChangedLongerAgoThanIsVouchedFor(long seed) {
        Promise<Void> over = Promise.promise();
        vertx.runOnContext(start -> Future.all(
                        bus.serveInPlace(MembershipService.MEMBERS, question -> world.ask(question)),
                        bus.serveInPlace(MembershipService.CHANGES, question -> world.changes(question)))
                .<Void>map(served -> {
                    for (int run = 0; run < RUNS; run++) {
                        world = new World(new Random(seed * RUNS + run));
                        world.run();
                    }
                    return null;
                })
                .onComplete(over));
        over.future().timeout(60, TimeUnit.SECONDS).await();
        assertThat(believed).as("sends without a question").isGreaterThan(10 * RUNS);
    }

    /** The store, the router and the network between them; all happens on one context, so no time passes but the one here. */
    private final class World {
        private final Random dice;
        private final List<Row> open = new ArrayList<>();
        private final List<Row> committed = new ArrayList<>();
        private final List<Runnable> underWay = new ArrayList<>();
        private final List<Runnable> poll = new ArrayList<>();
        private long millis = 1_000_000;
        private long numbers;
        private int questions;
        private final ChangeFeed feed = new ChangeFeed(bus, this::nanos);
        private final Rosters rosters = new Rosters(bus, feed, this::nanos);

        /** A change that has begun. */
        private record Row(StandingChange change, long began, long ended) {}

        World(Random dice) {
            this.dice = dice;
        }

        private long nanos() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }

        void run() {
            feed.follow(vertx, rosters::forget);
            for (int i = 0; i < STEPS; i++) {
                step();
                send();
            }
        }

        private void step() {
            switch (dice.nextInt(10)) {
                case 0 -> open.add(new Row(new StandingChange(++numbers, CHAT), millis, millis));
                case 1 -> commit();
                case 2, 3 -> one(underWay).ifPresent(Runnable::run);
                case 4 -> one(underWay);
                case 5, 6, 7 -> poll();
                case 8 -> millis += dice.nextInt(40);
                default -> millis += dice.nextInt(dice.nextInt(30) == 0 ? 5_000 : 300);
            }
        }

        private void commit() {
            open.removeIf(row -> millis - row.began() > LONGEST_CHANGE.toMillis());
            one(open).ifPresent(row -> {
                committed.add(new Row(row.change(), row.began(), millis));
                underWay.add(() -> rosters.forget(CHAT));
            });
        }

        private Future<Roster> ask(OfConversation question) {
            questions++;
            Promise<Roster> answer = Promise.promise();
            soon(() -> {
                Members read = members(committed.size(), 0, new Standing.Open(), ANN, BOB);
                soon(() -> answer.complete(
                        question.known().equals(Optional.of(read.version())) ? new Roster.Unchanged() : read));
            });
            return answer.future();
        }

        /** Now, later, or never. */
        private void soon(Runnable next) {
            if (dice.nextBoolean()) {
                next.run();
            } else {
                underWay.add(next);
            }
        }

        private void poll() {
            if (poll.isEmpty()) {
                feed.ask();
            } else {
                poll.remove(0).run();
            }
        }

        private Future<Changes> changes(ChangedSince question) {
            Promise<Changes> answer = Promise.promise();
            poll.add(() -> {
                Instant until = Instant.ofEpochMilli(millis);
                List<StandingChange> since = committed.stream()
                        .filter(row -> row.began() >= question.since().toEpochMilli())
                        .map(Row::change)
                        .toList();
                boolean complete = question.since().isAfter(Instant.EPOCH);
                poll.add(() -> {
                    if (dice.nextInt(5) == 0) {
                        answer.fail(Failure.of(FailureCode.UNAVAILABLE, "lost"));
                    } else {
                        answer.complete(new Changes(since, complete, until));
                    }
                });
            });
            return answer.future();
        }

        private void send() {
            int before = questions;
            Future<Members> answer = rosters.of(CHAT);
            if (questions == before) {
                believed++;
                long settled = committed.stream()
                        .filter(row -> row.ended() <= millis - ChangeFeed.VOUCHED.toMillis())
                        .count();
                assertThat(answer.result().version()).isGreaterThanOrEqualTo(settled);
            }
        }

        private <T> Optional<T> one(List<T> any) {
            return any.isEmpty() ? Optional.empty() : Optional.of(any.remove(dice.nextInt(any.size())));
        }
    }
}
