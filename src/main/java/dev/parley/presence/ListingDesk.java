package dev.parley.presence;

import dev.parley.bus.Done;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Connected;
import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.bus.PresenceService.Located;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.sessions.ListedSession;
import dev.parley.sessions.SessionDirectory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Lists sessions, and finds them: first they are on the list, then their user is on the board. */
final class ListingDesk {
    private static final int AT_ONCE = 16;
    /** How far the clock of a node may be behind: it moves up with each renewal of its lease. */
    private static final long APART_MILLIS = 4_000;

    private final SessionDirectory directory;
    private final Attendance attendance;
    private final NodeClocks clocks;

    ListingDesk(SessionDirectory directory, Attendance attendance, NodeClocks clocks) {
        this.directory = directory;
        this.attendance = attendance;
        this.clocks = clocks;
    }

    Future<Connected> connect(Connect connect) {
        if (clocks.millis() - APART_MILLIS > connect.untilMillis()) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "nobody waits for this session any more"));
        }
        return connect(connect.sessions(), connect.again() ? directory::restore : directory::connect)
                .compose(replaced -> attendance
                        .came(listed(connect, replaced), connect.again())
                        .map(new Connected(replaced)));
    }

    private static List<Listing> listed(Connect connect, List<Listing> replaced) {
        Set<Listing> gone = Set.copyOf(replaced);
        return connect.sessions().stream()
                .filter(session -> !gone.contains(session))
                .toList();
    }

    Future<Done> disconnect(Disconnect disconnect) {
        return directory
                .disconnect(listed(disconnect.session()))
                .compose(off -> attendance.left(disconnect))
                .map(Done.DONE);
    }

    Future<Located> locate(Locate locate) {
        return directory.locate(locate.users()).map(Located::new);
    }

    /** A few at a time, so that a node which lists all its sessions again does not crowd out the others. */
    private static Future<List<Listing>> connect(
            List<Listing> sessions, Function<ListedSession, Future<List<ListedSession>>> list) {
        Future<List<Listing>> replaced = Future.succeededFuture(new ArrayList<>());
        for (int start = 0; start < sessions.size(); start += AT_ONCE) {
            List<Listing> batch = sessions.subList(start, Math.min(start + AT_ONCE, sessions.size()));
            replaced = replaced.compose(so -> connectAtOnce(batch, list).map(more -> {
                so.addAll(more);
                return so;
            }));
        }
        return replaced;
    }

    private static Future<List<Listing>> connectAtOnce(
            List<Listing> batch, Function<ListedSession, Future<List<ListedSession>>> list) {
        List<Future<List<ListedSession>>> answers =
                batch.stream().map(listing -> list.apply(listed(listing))).toList();
        return Future.join(answers).map(all -> answers.stream()
                .flatMap(answer -> answer.result().stream())
                .map(ListingDesk::listing)
                .toList());
    }

    private static ListedSession listed(Listing listing) {
        return new ListedSession(
                listing.session(), listing.user(), listing.device(), listing.node(), listing.visible());
    }

    private static Listing listing(ListedSession listed) {
        return new Listing(listed.session(), listed.user(), listed.device(), listed.node(), listed.visible());
    }
}
