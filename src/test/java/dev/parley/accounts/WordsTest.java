package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.TieStore.Word;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which words are noted together. */
class WordsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Deque<Transaction> transactions = new ArrayDeque<>();
    private final Words words = new Words(this::store, new Bus(vertx));

    private record Transaction(List<Word> words, Promise<Set<Direct>> done) {}

    @AfterEach
    void close() throws Exception {
        TestPeople.await(vertx.close());
    }

    @Test
    void whatComesMeanwhileIsNotedInOneGo() {
        Future<Done> first = words.note(word(1));
        List<Future<Done>> more =
                LongStream.of(2, 3, 2).mapToObj(i -> words.note(word(i))).toList();
        assertThat(transactions.element().words()).containsExactly(word(1));
        assertThat(first.isComplete()).isFalse();
        end();
        assertThat(first.succeeded()).isTrue();
        assertThat(transactions.element().words()).containsExactly(word(2), word(3));
        assertThat(more).noneMatch(Future::isComplete);
        end();
        assertThat(more).allMatch(Future::succeeded);
        assertThat(transactions).isEmpty();
    }

    @Test
    void oneTransactionHasABound() {
        words.note(word(1));
        LongStream.range(0, 1_000).forEach(i -> words.note(word(10 + i)));
        end();
        int some = transactions.element().words().size();
        assertThat(some).isBetween(100, 500);
        end();
        assertThat(transactions.element().words()).startsWith(word(10 + some));
    }

    @Test
    void afterAFailureTheNextAreNoted() {
        Future<Done> first = words.note(word(1));
        Future<Done> second = words.note(word(2));
        transactions.remove().done().fail(Failure.of(FailureCode.UNAVAILABLE, "not now"));
        assertThat(first.failed()).isTrue();
        end();
        assertThat(second.succeeded()).isTrue();
    }

    private Future<Set<Direct>> store(List<Word> together) {
        Transaction transaction = new Transaction(together, Promise.promise());
        transactions.add(transaction);
        return transaction.done().future();
    }

    private void end() {
        transactions.remove().done().complete(Set.of());
    }

    private static Word word(long other) {
        return new Word((Direct) ConversationId.direct(new UserId(1_000_000), new UserId(other)), new UserId(other));
    }
}
