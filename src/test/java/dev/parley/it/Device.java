package dev.parley.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device that is signed in. */
public record Device(String username, String password, String user, String id, String token, Rest rest) {
    private static final String PASSWORD = "correct horse battery";

    /** Makes an account and signs its first device in. */
    public static Device signUp(URI api, String username) {
        new Rest(api, Optional.empty()).post("/users", account(username)).expect(201);
        return signIn(api, username, PASSWORD);
    }

    /** Signs two up, one of whom writes to the other. */
    static void chat(URI api, URI edge) {
        Device ann = signUp(api, "ann");
        Device ben = signUp(api, "ben");
        try (Socket one = ann.connect(edge, Optional.empty());
                Socket other = ben.connect(edge, Optional.empty())) {
            one.awaitAccepted(one.send(ben.user(), "hello"));
            other.awaitText("hello");
        }
    }

    /** What was asked for to make the account. */
    JsonObject account() {
        return account(username);
    }

    private static JsonObject account(String username) {
        return new JsonObject()
                .put("username", username)
                .put("password", PASSWORD)
                .put("displayName", username);
    }

    /** Signs another device of the same account in, on any node. */
    public Device another(URI api) {
        return signIn(api, username, password);
    }

    /** The same device, with the token it has, on any node. */
    public Device at(URI api) {
        return new Device(username, password, user, id, token, new Rest(api, Optional.of(token)));
    }

    private static Device signIn(URI api, String username, String password) {
        JsonObject login = new JsonObject()
                .put("username", username)
                .put("password", password)
                .put("device", new JsonObject().put("name", "test").put("platform", "java"));
        JsonObject session = new Rest(api, Optional.empty())
                .post("/sessions", login)
                .expect(201)
                .body();
        String token = session.getString("accessToken");
        return new Device(
                username,
                password,
                session.getJsonObject("user").getString("id"),
                session.getString("deviceId"),
                token,
                new Rest(api, Optional.of(token)));
    }

    /** The direct conversation with another user. */
    public String conversationWith(Device other) {
        long mine = Long.parseLong(user);
        long theirs = Long.parseLong(other.user);
        return "d:" + Math.min(mine, theirs) + ":" + Math.max(mine, theirs);
    }

    /** All messages of a conversation, oldest first, as history pages give them. */
    public List<JsonObject> history(String conversation) {
        List<JsonObject> all = new ArrayList<>();
        String after = "1";
        boolean more = true;
        while (more) {
            JsonObject page = rest.get("/conversations/" + conversation + "/messages?limit=200&after=" + after)
                    .expect(200)
                    .body();
            page.getJsonArray("messages").forEach(message -> all.add((JsonObject) message));
            more = page.getBoolean("hasAfter");
            after = all.isEmpty() ? after : all.get(all.size() - 1).getString("id");
        }
        return all;
    }

    /** Connects to an edge and waits for the end of catch-up. */
    Socket connect(URI edge, Optional<String> cursor) {
        Socket socket = Socket.open(edge);
        JsonObject hello = new JsonObject().put("type", "hello").put("token", token);
        cursor.ifPresent(value -> hello.put("cursor", value));
        socket.frame(hello);
        socket.await(frame -> frame.getString("type").equals("synced"));
        return socket;
    }
}
