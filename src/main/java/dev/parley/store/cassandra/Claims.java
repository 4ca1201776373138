package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.cassandra.Claim.State;
import dev.parley.store.cassandra.Queries.Decision;
import io.vertx.core.Future;
import java.util.Optional;

/** The claims on refs: the one place where it is decided whether a message is accepted. */
final class Claims {
    private final Queries queries;

    Claims(Queries queries) {
        this.queries = queries;
    }

    /** Claims the message's ref for it. Completes with the claim that stands, which may be another's. */
    Future<Claim> claim(Message message) {
        return put(message.from(), message.ref(), open(message));
    }

    /** Makes a claim unless there is one. Completes with the claim that stands. */
    Future<Claim> put(UserId sender, String ref, Claim claim) {
        BoundStatement insert = queries.bind(
                Cql.CLAIM,
                sender.value(),
                ref,
                claim.id().value(),
                claim.conversation().toString(),
                claim.state().number());
        return queries.decide(insert).compose(decision -> standing(decision, claim));
    }

    /** Has the message take the claim over, if it still is as given. Completes with the claim that stands. */
    Future<Claim> takeOver(Claim from, Message message) {
        return move(message, from, open(message));
    }

    /** Moves the claim of {@code message}, open until now. Completes with the claim that stands. */
    Future<Claim> decide(Message message, State state) {
        Claim open = open(message);
        return move(message, open, open.in(state));
    }

    Future<Optional<Claim>> find(Message message) {
        return queries.row(queries.bind(Cql.FIND_CLAIM, message.from().value(), message.ref()))
                .map(row -> row.map(Claims::read));
    }

    private Future<Claim> move(Message message, Claim from, Claim to) {
        BoundStatement update = queries.bind(
                Cql.MOVE_CLAIM,
                to.id().value(),
                to.conversation().toString(),
                to.state().number(),
                message.from().value(),
                message.ref(),
                from.id().value(),
                from.conversation().toString(),
                from.state().number());
        return queries.decide(update).compose(decision -> standing(decision, to));
    }

    private static Future<Claim> standing(Decision decision, Claim wanted) {
        if (decision.applied()) {
            return Future.succeededFuture(wanted);
        }
        return decision.row()
                .filter(row -> row.getColumnDefinitions().contains("id"))
                .map(row -> Future.succeededFuture(read(row)))
                .orElseGet(
                        () -> Future.failedFuture(Failure.of(FailureCode.TIMEOUT, "the claim on the ref has expired")));
    }

    private static Claim open(Message message) {
        return new Claim(message.id(), message.conversation(), State.OPEN);
    }

    static Claim read(Row row) {
        return new Claim(
                new MessageId(row.getLong("id")),
                ConversationId.parse(row.getString("conversation")),
                State.of(row.getByte("state")));
    }
}
