package dev.parley.bench;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;

/** What clients need of a server besides its sockets. Used on the event loop of the clients. */
interface Server {
    /**
     * A device that is signed in.
     *
     * @param name by which it signs in
     * @param socket where its WebSocket goes
     */
    record Login(String name, String user, String token, URI socket) {}

    /** Makes an account for client {@code number}, and signs its device in. */
    Future<Login> signUp(int number);

    /** Signs another device of the same account in. */
    Future<Login> signInAgain(Login login);

    /** Makes two users friends. */
    Future<Void> befriend(Login one, Login other);

    /** Makes a group of clients whose numbers are in a row. @return a future completed with the id of its conversation */
    Future<String> group(List<Login> members);

    /** Gets a page of history. @return a future completed when its last byte is here */
    Future<Void> history(Login reader, String conversation, long before, int limit);

    /** Whether it says of each message that it is accepted. */
    boolean accepts();
}
