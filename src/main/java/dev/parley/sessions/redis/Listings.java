package dev.parley.sessions.redis;

import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.redis.Call;
import dev.parley.redis.RedisLink;
import dev.parley.redis.Script;
import dev.parley.sessions.ListedSession;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sessions of users. */
final class Listings {
    private static final Script LIST = Script.beside(Listings.class, "list");
    private static final Script CLEAN = Script.beside(Listings.class, "clean");

    private final RedisLink link;
    private final Leases leases;
    private final Terms terms;

    Listings(RedisLink link, Leases leases, Terms terms) {
        this.link = link;
        this.leases = leases;
        this.terms = terms;
    }

    private enum Outcome {
        TOO_MANY,
        YIELDED,
        LISTED
    }

    /** @param others those taken off, or those yielded to */
    private record Answer(Outcome outcome, List<ListedSession> others) {}

    /**
     * What stands on the list is replaced only by who has read it and still waits: a command that a stalled Redis or network
     * holds up is done long after, when the device may have a newer session.
     */
    Future<List<ListedSession>> connect(ListedSession session) {
        return replace(session, Set.of(), link.nanos() + RedisLink.PATIENCE.toNanos());
    }

    Future<List<ListedSession>> restore(ListedSession session) {
        return list(session, Set.of())
                .compose(answer -> answer.outcome() == Outcome.LISTED
                        ? Future.succeededFuture(answer)
                        : withoutDead(session, answer.others()))
                .map(answer -> answer.outcome() == Outcome.LISTED ? answer.others() : List.of(session));
    }

    Future<Void> disconnect(ListedSession session) {
        Request delete = Request.cmd(Command.HDEL)
                .arg(Keys.sessions(session.user()))
                .arg(session.session().value());
        return link.run(Call.of(delete)).mapEmpty();
    }

    static Call reading(UserId user) {
        return Call.of(Request.cmd(Command.HGETALL).arg(Keys.sessions(user)));
    }

    static List<Listing> read(Response reply) {
        return reply.getKeys().stream()
                .map(session -> new Listing(session, reply.get(session).toString()))
                .toList();
    }

    static Call cleaning(UserId user, Collection<Listing> gone) {
        List<String> arguments = new ArrayList<>();
        gone.forEach(listing -> arguments.addAll(List.of(listing.session(), listing.text())));
        return CLEAN.call(List.of(Keys.sessions(user)), arguments);
    }

    private Future<List<ListedSession>> replace(ListedSession session, Set<SessionId> rivals, long deadlineNanos) {
        return list(session, rivals).compose(answer -> {
            if (answer.outcome() == Outcome.LISTED) {
                return Future.succeededFuture(answer.others());
            }
            if (link.nanos() > deadlineNanos) {
                return Future.failedFuture(
                        Failure.of(FailureCode.UNAVAILABLE, "nobody waits for this session any more"));
            }
            Set<SessionId> known = new HashSet<>(rivals);
            answer.others().forEach(other -> known.add(other.session()));
            return replace(session, known, deadlineNanos);
        });
    }

    private Future<Answer> withoutDead(ListedSession session, List<ListedSession> standing) {
        return leases.live().compose(live -> {
            Set<SessionId> dead = standing.stream()
                    .filter(other -> !live.contains(other.node()))
                    .map(ListedSession::session)
                    .collect(Collectors.toSet());
            return dead.isEmpty() ? Future.succeededFuture(new Answer(Outcome.YIELDED, standing)) : list(session, dead);
        });
    }

    /**
     * A user with too many sessions may have them of dead nodes.
     *
     * @param rivals sessions of the same device that this one replaces; it yields to all others
     */
    private Future<Answer> list(ListedSession session, Set<SessionId> rivals) {
        Call call = LIST.call(List.of(Keys.sessions(session.user())), arguments(session, rivals));
        return ask(call, session.user())
                .compose(answer -> answer.outcome() == Outcome.TOO_MANY
                        ? clean(session.user()).compose(cleaned -> ask(call, session.user()))
                        : Future.succeededFuture(answer))
                .compose(answer -> answer.outcome() == Outcome.TOO_MANY
                        ? Future.failedFuture(
                                Failure.of(FailureCode.RATE_LIMITED, "the user has " + terms.sessions() + " sessions"))
                        : Future.succeededFuture(answer));
    }

    private Future<Answer> ask(Call call, UserId user) {
        return link.run(call).map(reply -> {
            List<ListedSession> others = new ArrayList<>();
            for (int i = 1; i < reply.size(); i += 2) {
                others.add(new Listing(reply.get(i).toString(), reply.get(i + 1).toString()).read(user));
            }
            return new Answer(Outcome.values()[reply.get(0).toInteger() + 1], List.copyOf(others));
        });
    }

    private Future<Response> clean(UserId user) {
        return link.run(reading(user)).compose(reply -> leases.live().compose(live -> {
            List<Listing> gone = read(reply).stream()
                    .filter(listing -> !live.contains(listing.node()))
                    .toList();
            return link.run(cleaning(user, gone));
        }));
    }

    private List<String> arguments(ListedSession session, Set<SessionId> rivals) {
        List<String> arguments = new ArrayList<>(List.of(
                session.session().value(),
                session.device().map(DeviceId::toString).orElse(Listing.NO_DEVICE),
                session.node().value(),
                session.visible() ? Listing.VISIBLE : Listing.INVISIBLE,
                Long.toString(terms.listing().toMillis()),
                Integer.toString(terms.sessions())));
        rivals.forEach(rival -> arguments.add(rival.value()));
        return arguments;
    }
}
