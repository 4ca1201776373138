package dev.parley.store;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.EVE;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How marks move. */
interface MarksContract {
    long BASE = MessageId.lastBefore(MessageId.EPOCH_MILLIS + 100_000_000);

    StoreUnderTest store();

    @Test
    default void moveForwardAndSayWhatMoved() {
        assertThat(move(BOB, CHAT, at(5), at(3))).isEqualTo(marks(at(5), at(3)));
        assertThat(move(BOB, CHAT, at(5), at(4))).isEqualTo(marks(none(), at(4)));
        assertThat(move(BOB, CHAT, at(9), none())).isEqualTo(marks(at(9), none()));

        assertThat(of(CHAT)).isEqualTo(Map.of(BOB, marks(at(9), at(4))));
    }

    @Test
    default void neverMoveBack() {
        move(BOB, CHAT, at(9), at(8));

        assertThat(move(BOB, CHAT, at(8), at(8))).isEqualTo(Marks.NONE);
        assertThat(move(BOB, CHAT, at(1), at(1))).isEqualTo(Marks.NONE);
        assertThat(move(BOB, CHAT, none(), none())).isEqualTo(Marks.NONE);

        assertThat(of(CHAT)).isEqualTo(Map.of(BOB, marks(at(9), at(8))));
    }

    @Test
    default void ofManyMovesAtOnceTheFurthestStays() {
        List<Long> steps =
                new ArrayList<>(LongStream.rangeClosed(1, 300).boxed().toList());
        Collections.shuffle(steps, new Random(3));

        List<Future<Marks>> moves = steps.parallelStream()
                .map(step -> store().marks().move(BOB, CHAT, marks(at(step), at(step))))
                .toList();
        await(Future.all(moves));

        assertThat(of(CHAT)).isEqualTo(Map.of(BOB, marks(at(300), at(300))));
        assertThat(moves).anySatisfy(move -> assertThat(move.result()).isEqualTo(marks(at(300), at(300))));
    }

    @Test
    default void belongToAUserInAConversation() {
        ConversationId group = new ConversationId.Group(new GroupId(1));
        ConversationId next = new ConversationId.Group(new GroupId(2));
        move(ANN, group, at(3), at(2));
        move(BOB, group, at(4), none());
        move(BOB, next, at(7), at(7));

        assertThat(of(group)).isEqualTo(Map.of(ANN, marks(at(3), at(2)), BOB, marks(at(4), none())));
        assertThat(of(next)).isEqualTo(Map.of(BOB, marks(at(7), at(7))));
        assertThat(of(CHAT)).isEmpty();
    }

    @Test
    default void areReadForTheConversationsOfOneUser() {
        ConversationId group = new ConversationId.Group(new GroupId(1));
        ConversationId unmarked = new ConversationId.Group(new GroupId(2));
        ConversationId delivered = new ConversationId.Group(new GroupId(3));
        move(BOB, CHAT, at(6), at(5));
        move(BOB, group, at(6), at(6));
        move(BOB, delivered, at(6), none());
        move(EVE, group, at(9), at(9));

        Set<ConversationId> asked = Set.of(CHAT, group, unmarked, delivered);
        assertThat(await(store().marks().read(BOB, asked)))
                .isEqualTo(Map.of(CHAT, at(5).orElseThrow(), group, at(6).orElseThrow()));
        assertThat(await(store().marks().read(BOB, Set.of()))).isEmpty();
    }

    @Test
    default void areFoundAgainAfterTheStoreWasClosed() {
        move(BOB, CHAT, at(6), at(5));

        store().reopen();

        assertThat(of(CHAT)).isEqualTo(Map.of(BOB, marks(at(6), at(5))));
        assertThat(move(BOB, CHAT, at(5), at(5))).isEqualTo(Marks.NONE);
    }

    @Test
    default void areMovedNoMoreOnceTheStoreIsClosed() {
        MarkStore closed = store().marks();
        store().reopen();

        assertThatThrownBy(() -> await(closed.move(BOB, CHAT, marks(at(1), at(1)))))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> await(closed.of(CHAT))).isInstanceOf(Failure.class);
    }

    private Marks move(
            UserId user, ConversationId conversation, Optional<MessageId> delivered, Optional<MessageId> read) {
        return await(store().marks().move(user, conversation, marks(delivered, read)));
    }

    private Map<UserId, Marks> of(ConversationId conversation) {
        return await(store().marks().of(conversation));
    }

    private static Marks marks(Optional<MessageId> delivered, Optional<MessageId> read) {
        return new Marks(delivered, read);
    }

    /** Ids within one millisecond, where it is harder to tell which is the later. */
    private static Optional<MessageId> at(long step) {
        return Optional.of(new MessageId(BASE + step));
    }

    private static Optional<MessageId> none() {
        return Optional.empty();
    }
}
