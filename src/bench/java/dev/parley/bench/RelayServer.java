package dev.parley.bench;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;

/** The bare relay: whoever connects is whom they say they are, and a group is a row of clients. */
final class RelayServer implements Server {
    private static final String NOT_HERE = "a bare relay keeps nothing";

    private final URI socket;

    RelayServer(URI socket) {
        this.socket = socket;
    }

    @Override
    public Future<Login> signUp(int number) {
        String name = String.valueOf(number);
        return Future.succeededFuture(new Login(name, name, name, socket));
    }

    @Override
    public Future<Login> signInAgain(Login login) {
        return Future.succeededFuture(login);
    }

    @Override
    public Future<Void> befriend(Login one, Login other) {
        return Future.succeededFuture();
    }

    @Override
    public Future<String> group(List<Login> members) {
        return Future.succeededFuture(
                Relay.group(Integer.parseInt(members.get(0).user()), members.size()));
    }

    @Override
    public Future<Void> history(Login reader, String conversation, long before, int limit) {
        return Future.failedFuture(NOT_HERE);
    }

    @Override
    public boolean accepts() {
        return false;
    }
}
