package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.EVE;
import static dev.parley.router.RouterFixture.GROUP;
import static dev.parley.router.RouterFixture.members;
import static dev.parley.router.RouterFixture.take;
import static dev.parley.router.RouterFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For whom pushes are queued, and what becomes of a message while they cannot be. */
class PushesTest {
    private final RouterFixture router = new RouterFixture();

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void queuesPushesForWhoIsNotConnectedBeforeItAccepts() {
        router.members = members(1, 0, new Standing.Open(), ANN, BOB, EVE);
        router.away.addAll(Set.of(ANN, BOB));
        submit(1_001, GROUP);
        assertThat(router.queued)
                .containsExactly(new Order(new MessageId(1_001), GROUP, ANN, Set.of(BOB), PushService.GATHERED));
        assertThat(router.deliveries).hasSize(1);
    }

    @Test
    void queuesNothingForWhoIsConnected() {
        submit(1_001, CHAT);
        assertThat(router.queued).isEmpty();
    }

    /** The router that stored it may have died before it sent it on. */
    @Test
    void queuesPushesForWhatIsSentAgain() {
        Message stored = text(1_001, CHAT, ANN);
        router.log.put(stored.id(), stored);
        assertThat(router.submit(text(1_002, CHAT, ANN, stored.ref())))
                .isEqualTo(new Submitted.Accepted(stored.id(), CHAT));
        assertThat(router.queued)
                .containsExactly(new Order(stored.id(), CHAT, ANN, Set.of(BOB), PushService.ACKNOWLEDGED_WITHIN));
        assertThat(router.deliveries).isEmpty();
    }

    @Test
    void tellsEverybodyLaterWhenNobodyKnowsWhoIsConnected() {
        router.lost = true;
        submit(1_001, CHAT);
        assertThat(router.queued)
                .containsExactly(
                        new Order(new MessageId(1_001), CHAT, ANN, Set.of(BOB), PushService.ACKNOWLEDGED_WITHIN));
    }

    @Test
    void acceptsThoughTheQueueIsDownAndQueuesLater() throws Exception {
        router.away.add(BOB);
        router.queueIsDown = true;
        submit(1_001, CHAT);
        submit(1_002, CHAT);
        assertThat(router.queued).isEmpty();
        router.queueIsDown = false;
        assertThat(List.of(take(router.queued).message(), take(router.queued).message()))
                .containsExactlyInAnyOrder(new MessageId(1_001), new MessageId(1_002));
    }

    @Test
    void acceptsThoughTheQueueNeverAnswers() {
        router.away.add(BOB);
        router.queueHangs = true;
        submit(1_001, CHAT);
        submit(1_002, CHAT);
        assertThat(router.queued).isEmpty();
    }

    private void submit(long id, ConversationId conversation) {
        assertThat(router.submit(text(id, conversation, ANN))).isInstanceOf(Submitted.Accepted.class);
    }
}
