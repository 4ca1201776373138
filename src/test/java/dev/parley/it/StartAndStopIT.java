package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.Folders;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopIT {
    private static final Duration REFUSAL = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void saysWhatItRunsAndStopsCleanlyOnSigterm() throws InterruptedException {
        try (ParleyProcess parley = ParleyProcess.in(folder).start()) {
            assertThat(parley.health("live")).isEqualTo(200);

            int exitCode = parley.terminate();

            assertThat(exitCode).isEqualTo(143);
            assertThat(String.join("\n", parley.output()))
                    .contains("Parley 0.1.0", "single node", "persistence", "rocksdb", "h2")
                    .contains(folder.resolve("data").toString())
                    .contains("Parley is ready: " + parley.api())
                    .endsWith("Parley has stopped")
                    .doesNotContain("ERROR", "WARN", "Exception", "correct horse");
        }
    }

    @Test
    void keepsItsDataOverARestartAndARestoredCopy() throws IOException, InterruptedException {
        try (ParleyProcess parley = ParleyProcess.in(folder).start()) {
            Device ann = Device.signUp(parley.api(), "ann");
            parley.terminate();
            Folders.copy(folder.resolve("data"), folder.resolve("backup"));
            parley.start();

            assertThat(ann.rest().get("/users/me").expect(200).body().getString("username"))
                    .isEqualTo("ann");
            parley.terminate();
            Folders.delete(folder.resolve("data"));
            Files.move(folder.resolve("backup"), folder.resolve("data"));
            parley.start();
            ann.rest().get("/users/me").expect(200);
        }
    }

    @Test
    void readsTheConfigFile() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("parley.json"),
                "{\"region\": \"north\", \"data\": {\"dir\": \"elsewhere\"}, \"log\": {\"format\": \"json\"}}");
        try (ParleyProcess parley =
                ParleyProcess.in(folder, "--conf", "parley.json").start()) {
            assertThat(parley.output())
                    .anyMatch(line -> line.contains("elsewhere"))
                    .allSatisfy(line -> assertThat(new JsonObject(line)
                                    .getJsonObject("context")
                                    .getJsonObject("properties")
                                    .getString("node"))
                            .isNotEmpty());
        }
    }

    @Test
    void refusesABadSettingInOneLine() throws InterruptedException {
        assertThat(refusal(ParleyProcess.in(folder).with("PARLEY_EDGE_PORT", "many")))
                .containsExactly("Parley cannot start: PARLEY_EDGE_PORT is \"many\"; allowed: a port, 1 to 65535");
    }

    @Test
    void refusesAnUnknownSettingInOneLine() throws InterruptedException {
        assertThat(refusal(ParleyProcess.in(folder).with("PARLEY_COLOUR", "blue")))
                .singleElement()
                .asString()
                .startsWith("Parley cannot start: there is no setting PARLEY_COLOUR")
                .contains("PARLEY_REGION");
    }

    @Test
    void refusesAConfigFileThatIsNotThere() throws InterruptedException {
        assertThat(refusal(ParleyProcess.in(folder, "--conf", "nowhere.json")))
                .containsExactly("Parley cannot start: --conf is \"nowhere.json\"; allowed: a readable file of JSON");
    }

    @Test
    void namesThePortThatIsInUse() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(refusal(ParleyProcess.in(folder).with("PARLEY_API_PORT", port)))
                    .contains("Parley cannot start: api did not start: port " + port
                            + " is in use, set another as PARLEY_API_PORT")
                    .noneMatch(line -> line.contains("\tat "));
        }
    }

    @Test
    void namesTheFolderThatAnotherProcessHolds() throws InterruptedException {
        try (ParleyProcess first = ParleyProcess.in(folder).start()) {
            assertThat(refusal(ParleyProcess.in(folder)))
                    .filteredOn(line -> line.startsWith("Parley cannot start: "))
                    .singleElement()
                    .asString()
                    .contains(folder.resolve("data").toString(), "another process");
            assertThat(first.health("ready")).isEqualTo(200);
        }
    }

    private static List<String> refusal(ParleyProcess parley) throws InterruptedException {
        try (parley) {
            assertThat(parley.launch().awaitExit(REFUSAL)).isNotZero();
            return parley.output();
        }
    }
}
