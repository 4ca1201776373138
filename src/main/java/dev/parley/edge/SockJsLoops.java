package dev.parley.edge;

import dev.parley.listen.Callers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Gives every emulated socket one event loop of this process, whatever connections its requests come by. Vert.x shares the
 * sessions of SockJS between event loops but changes them as if there were one: it tells a client that a session is open
 * before it has noted so itself, and a poll that comes in between opens it again.
 */
final class SockJsLoops implements Shareable {
    private static final String SHARED = "parley.sockjs-loops";
    private static final String ARRIVAL = "parley.sockjs-arrival";

    /** @param onConnection called on {@code context} with each new connection */
    record Loop(Context context, BiConsumer<Door, Connection> onConnection) {}

    /** A request that was handed over: whose it is, and to where. */
    private record Arrival(String session, Loop owner) {}

    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** The loops of all instances in this process. */
    static SockJsLoops of(Vertx vertx) {
        return vertx.sharedData()
                .<String, SockJsLoops>getLocalMap(SHARED)
                .computeIfAbsent(SHARED, absent -> new SockJsLoops());
    }

    /** Adds the loop of an instance; to be called before it listens. */
    void join(Loop loop) {
        loops.add(loop);
    }

    /** Takes it off; to be called after it has stopped listening. */
    void leave(Context context) {
        loops.removeIf(loop -> loop.context() == context);
    }

    /** Whether a request is for a socket that is open. */
    boolean knows(RoutingContext request) {
        return open.contains(session(request));
    }

    /** Goes on with a request, whose body was read, on the loop of its session. */
    void handOver(RoutingContext request) {
        List<Loop> all = List.copyOf(loops);
        String session = session(request);
        Loop owner = all.get(Math.floorMod(session.hashCode(), all.size()));
        request.put(ARRIVAL, new Arrival(session, owner));
        owner.context().runOnContext(here -> request.next());
    }

    /** Opens a connection on the loop that its request was handed to, unless its network has too many. */
    void open(SockJSSocket socket, Door door, Callers callers) {
        Arrival arrival = socket.routingContext().get(ARRIVAL);
        callers.admit(socket.remoteAddress())
                .ifPresentOrElse(
                        place -> {
                            open.add(arrival.session());
                            Runnable onClosed = () -> {
                                open.remove(arrival.session());
                                place.run();
                            };
                            arrival.owner().onConnection().accept(door, new SockJsConnection(socket, onClosed));
                        },
                        socket::close);
    }

    private static String session(RoutingContext request) {
        return request.pathParam("session");
    }
}
