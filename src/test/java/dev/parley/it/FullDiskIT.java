package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.servers.SmallDisk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on embedded stores, whose disk is full for a while. */
class FullDiskIT {
    private static final int MEGABYTES = 160;
    private static final String LONG = "x".repeat(20_000);

    @TempDir
    private Path folder;

    private SmallDisk disk;
    private ParleyProcess parley;
    private Device ann;
    private Device ben;

    @BeforeEach
    void start() throws Exception {
        disk = SmallDisk.at(Files.createDirectory(folder.resolve("data")), MEGABYTES);
        parley = ParleyProcess.in(folder).start();
        ann = Device.signUp(parley.api(), "ann");
        ben = Device.signUp(parley.api(), "ben");
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (parley != null) {
            parley.close();
            disk.unmount();
        }
    }

    @Test
    void refusesWhatItCannotKeepAndGoesOnWhenThereIsRoom() throws Exception {
        List<String> accepted = new ArrayList<>();
        try (Socket socket = ann.connect(parley.edge(), Optional.empty())) {
            disk.fillUpTo(0);
            JsonObject answer = send(socket);
            while (answer.getString("type").equals("accepted")) {
                accepted.add(answer.getString("id"));
                answer = send(socket);
            }
            assertThat(answer.getBoolean("retryable")).isTrue();
            int people = 0;
            while (signUp("cem" + people) == 201) {
                people++;
            }
            assertThat(signUp("cem" + people)).isEqualTo(503);

            disk.makeRoom();
            Eventually.holds("a message is accepted", () -> {
                JsonObject again = send(socket);
                Optional.ofNullable(again.getString("id")).ifPresent(accepted::add);
                return again.getString("type").equals("accepted");
            });
            Eventually.holds("somebody can sign up", () -> signUp("dan") == 201);
        }
        parley.kill();
        parley.start();
        assertThat(ben.history(ann.conversationWith(ben)))
                .extracting(message -> message.getString("id"))
                .containsAll(accepted);
        Device.signUp(parley.api(), "eve");
    }

    private JsonObject send(Socket socket) {
        String ref = socket.send(ben.user(), LONG);
        return socket.await(frame ->
                ref.equals(frame.getString("ref")) && !frame.getString("type").equals("message"));
    }

    private int signUp(String name) {
        JsonObject account = new JsonObject()
                .put("username", name)
                .put("password", "correct horse battery")
                .put("displayName", name);
        return new Rest(parley.api(), Optional.empty()).post("/users", account).status();
    }
}
