package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two who talk to each other all the time, whatever happens to the servers. */
final class Chat {
    private static final int SOME = 40;
    private static final int SECONDS = 90;

    private final List<Talk> talks;

    private Chat(Device one, Device other) {
        this.talks = List.of(new Talk(one, other), new Talk(other, one));
    }

    /** Signs two up, and has them talk for a while. */
    static Chat begin(String name, URI api, URI edge) throws InterruptedException {
        Chat chat = new Chat(Device.signUp(api, "ann_" + name), Device.signUp(api, "ben_" + name));
        chat.connect(edge);
        chat.awaitProgress();
        return chat;
    }

    /** Connects both, who go on with what was not accepted yet. */
    void connect(URI edge) {
        talks.forEach(talk -> talk.begin(edge));
    }

    /** Waits until both were told that a send failed. */
    void awaitFailures() throws InterruptedException {
        for (Talk talk : talks) {
            await(talk.failed, 1);
        }
    }

    /** Waits until more was accepted of both. */
    void awaitProgress() throws InterruptedException {
        for (Talk talk : talks) {
            talk.accepted.drainPermits();
            await(talk.accepted, SOME);
        }
    }

    private static void await(Semaphore event, int times) throws InterruptedException {
        assertThat(event.tryAcquire(times, SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Has both send the last of it; then each has each message once, in history and inbox, under the id accepted. */
    void end(URI edge) {
        talks.forEach(Talk::end);
        for (Talk talk : talks) {
            assertThat(talk.refusals).isEmpty();
            for (Device device : List.of(talk.from, talk.to)) {
                isWhole(talk, device.history(talk.from.conversationWith(talk.to)));
                try (Socket socket = device.connect(edge, Optional.of("0"))) {
                    isWhole(talk, socket.catchUp());
                }
            }
        }
    }

    private static void isWhole(Talk talk, List<JsonObject> messages) {
        assertThat(messages)
                .filteredOn(message -> message.getString("from").equals(talk.from.user()))
                .extracting(message -> message.getString("text") + " as " + message.getString("id"))
                .containsExactlyInAnyOrderElementsOf(talk.refs.stream()
                        .map(ref -> talk.text(ref) + " as " + talk.idByRef.get(ref))
                        .toList());
    }
}
