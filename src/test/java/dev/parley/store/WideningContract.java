package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.store.AppendOutcome.Stored;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a message reaches members who came in while it was stored for the others. */
interface WideningContract {
    ConversationId GROUP = new ConversationId.Group(new GroupId(9));

    StoreUnderTest store();

    @Test
    default void theSameMessageForMoreMembersReachesThemToo() {
        Message message = store().message(store().now(), GROUP, ANN, "wide");
        store().append(message, ANN, BOB);
        InboxPage before = store().inbox(BOB, Cursor.START, 10);

        assertThat(store().append(message, EVE)).isEqualTo(new Stored());

        assertThat(store().inbox(EVE, Cursor.START, 10).messages()).containsExactly(message);
        assertThat(await(store().port().conversations(EVE, Long.MAX_VALUE, 10))).containsExactly(message);
        assertThat(store().inbox(BOB, Cursor.START, 10)).isEqualTo(before);
        assertThat(store().log(GROUP)).containsExactly(message);
    }

    @Test
    default void membersWhoHaveTheMessageHaveItOnce() {
        Message message = store().message(store().now(), GROUP, ANN, "wide");
        store().append(message, ANN, BOB);

        store().append(message, ANN, BOB, EVE);

        for (UserId member : List.of(ANN, BOB, EVE)) {
            assertThat(store().inbox(member, Cursor.START, 10).messages()).containsExactly(message);
        }
    }

    @Test
    default void theSameMessageForMoreMembersAtOnceReachesAll() {
        Message message = store().message(store().now(), GROUP, ANN, "wide");
        List<UserId> members = new ArrayList<>();
        List<Future<AppendOutcome>> appends = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            UserId member = new UserId(i);
            members.add(member);
            appends.add(store().port().append(message, List.of(member), store().deadline(message)));
        }

        await(Future.all(appends));

        assertThat(appends).allSatisfy(append -> assertThat(append.result()).isEqualTo(new Stored()));
        assertThat(members).allSatisfy(member -> assertThat(
                        store().inbox(member, Cursor.START, 10).messages())
                .containsExactly(message));
        assertThat(store().log(GROUP)).containsExactly(message);
    }

    @Test
    default void nobodyIsAddedOnceTheDeadlineIsOver() {
        Message message = store().message(store().now(), GROUP, ANN, "wide");
        store().append(message, ANN, BOB);
        store().pass(StoreUnderTest.HORIZON_MILLIS + 1);

        assertThat(store().append(message, EVE)).isEqualTo(new Stored());

        assertThat(store().inbox(EVE, Cursor.START, 10).messages()).isEmpty();
        assertThat(await(store().port().conversations(EVE, Long.MAX_VALUE, 10))).isEmpty();
    }
}
