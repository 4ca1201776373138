package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was accepted is there after {@code kill -9} in the middle of it. */
class KillIT {
    private static final int PAIRS = 4;
    private static final int ACCEPTED_BEFORE_KILL = 75;

    @TempDir
    private Path folder;

    @RepeatedTest(2)
    void everythingAcceptedIsThereForBothOnceAndInOrder() throws InterruptedException {
        try (ParleyProcess parley = ParleyProcess.in(folder).start()) {
            List<Talk> talks = talks(parley);
            talks.forEach(talk -> talk.begin(parley.edge()));
            for (Talk talk : talks) {
                assertThat(talk.accepted.tryAcquire(ACCEPTED_BEFORE_KILL, 60, TimeUnit.SECONDS))
                        .isTrue();
            }
            parley.kill();
            parley.start();

            talks.forEach(KillIT::keptAll);
            talks.forEach(talk -> inboxesHaveAll(parley, talk));
            talks.forEach(talk -> sendingAgainMakesNoSecond(parley, talk));
        }
    }

    /** Every pair talks both ways, so that one conversation has two senders. */
    private static List<Talk> talks(ParleyProcess parley) {
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Device one = Device.signUp(parley.api(), "one" + i);
            Device other = Device.signUp(parley.api(), "other" + i);
            talks.add(new Talk(one, other));
            talks.add(new Talk(other, one));
        }
        return talks;
    }

    private static void keptAll(Talk talk) {
        String conversation = talk.from.conversationWith(talk.to);
        List<JsonObject> history = talk.from.history(conversation);

        assertThat(history).extracting(message -> id(message)).isSorted().doesNotHaveDuplicates();
        assertThat(talk.to.history(conversation))
                .extracting(KillIT::id)
                .isEqualTo(history.stream().map(KillIT::id).toList());
        List<String> said = texts(history, talk);
        assertThat(said).doesNotHaveDuplicates().isSorted();
        assertThat(byText(history)).containsAllEntriesOf(accepted(talk));
    }

    private static void inboxesHaveAll(ParleyProcess parley, Talk talk) {
        for (Device device : List.of(talk.from, talk.to)) {
            try (Socket socket = device.connect(parley.edge(), Optional.of("0"))) {
                List<JsonObject> inbox = socket.catchUp();

                assertThat(byText(inbox)).containsAllEntriesOf(accepted(talk));
                assertThat(texts(inbox, talk)).isSorted();
            }
        }
    }

    private static void sendingAgainMakesNoSecond(ParleyProcess parley, Talk talk) {
        try (Socket socket = talk.from.connect(parley.edge(), Optional.empty())) {
            talk.refs.forEach(ref -> socket.send(talk.to.user(), ref, talk.text(ref)));
            for (String ref : talk.refs) {
                JsonObject accepted = socket.awaitAccepted(ref);
                if (talk.idByRef.containsKey(ref)) {
                    assertThat(accepted.getString("id")).isEqualTo(talk.idByRef.get(ref));
                    assertThat(accepted.getBoolean("duplicate")).isTrue();
                }
            }
        }
        List<JsonObject> history = talk.from.history(talk.from.conversationWith(talk.to));
        assertThat(texts(history, talk))
                .containsExactlyElementsOf(talk.refs.stream().map(talk::text).toList());
    }

    private static Map<String, String> accepted(Talk talk) {
        Map<String, String> idByText = new LinkedHashMap<>();
        talk.idByRef.forEach((ref, id) -> idByText.put(talk.text(ref), id));
        return idByText;
    }

    private static Map<String, String> byText(List<JsonObject> messages) {
        Map<String, String> idByText = new LinkedHashMap<>();
        messages.forEach(message -> idByText.put(message.getString("text"), message.getString("id")));
        return idByText;
    }

    /** What one of the two said. */
    private static List<String> texts(List<JsonObject> messages, Talk talk) {
        return messages.stream()
                .filter(message -> message.getString("from").equals(talk.from.user()))
                .map(message -> message.getString("text"))
                .toList();
    }

    private static long id(JsonObject message) {
        return Long.parseLong(message.getString("id"));
    }
}
