package dev.parley.notification;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.model.ConversationId;
import dev.parley.model.UserId;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number on the icon. */
class BadgesTest {
    private static final UserId ANN = new UserId(1);
    private static final int PAGE = 200;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final PushLog log = new PushLog();
    private final Badges badges = new Badges(bus);

    @BeforeEach
    void start() throws Exception {
        await(log.serve(bus));
        await(log.serveMembership(bus));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void countsConversationsThatDidNotMoveForLong() throws Exception {
        write(450, 1);
        assertThat(badge()).isEqualTo(450);
    }

    @Test
    void countsTheNewestAnewAndNoneTwice() throws Exception {
        write(PAGE + 50, 1);
        assertThat(badge()).isEqualTo(PAGE + 50);
        log.say(chat(0), other(0), "more");
        assertThat(badge()).isEqualTo(PAGE + 51);
    }

    @Test
    void doesNotReadAllForEachPush() throws Exception {
        write(3 * PAGE, 1);
        badge();
        assertThat(log.pages).hasValue(3);
        badge();
        assertThat(log.pages).hasValue(4);
    }

    @Test
    void stopsAtAThousand() throws Exception {
        write(2 * PAGE, 7);
        assertThat(badge()).isEqualTo(Badges.MOST).isEqualTo(1_000);
        assertThat(log.pages).hasValue(1);
    }

    private int badge() throws Exception {
        return await(badges.of(ANN)).all();
    }

    private void write(int conversations, int messages) {
        for (int i = 0; i < conversations; i++) {
            for (int j = 0; j < messages; j++) {
                log.say(chat(i), other(i), "hello");
            }
        }
    }

    private static UserId other(int number) {
        return new UserId(number + 2);
    }

    private static ConversationId chat(int number) {
        return ConversationId.direct(ANN, other(number));
    }
}
