package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.PostgresServer;
import dev.parley.store.cassandra.TestKeyspace;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves what the embedded stores keep to real ones, by the commands of the jar; clients notice nothing. */
class MoveIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @TempDir
    private Path postgresFolder;

    private String messages;

    @Test
    void clientsGoOnWhereTheyWere() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(postgresFolder.resolve("data"));
                ParleyProcess embedded = ParleyProcess.in(folder).start()) {
            messages = TestKeyspace.emptyUrl();
            Device ann = Device.signUp(embedded.api(), "ann");
            Device ben = Device.signUp(embedded.api(), "ben");
            String cursor = talk(embedded, ann, ben);
            List<JsonObject> history = ann.history(ann.conversationWith(ben));
            embedded.terminate();

            succeeds(ParleyProcess.in(folder, "export", "all.gz"), "export done:", "2 conversations");
            succeeds(onRealStores(postgres, "import", "all.gz"), "import done:", "2 conversations");

            try (ParleyProcess moved = onRealStores(postgres).start()) {
                Device annThere = ann.at(moved.api());
                Device benThere = ben.at(moved.api());
                assertThat(annThere.history(ann.conversationWith(ben))).isEqualTo(history);
                goesOn(moved, annThere, benThere, cursor);
            }
            refuses(onRealStores(postgres, "import", "all.gz"), "all.gz was imported before");
        }
    }

    @Test
    void refusesAFileThatIsCutOffAndAStoreThatIsInUse() throws Exception {
        try (ParleyProcess embedded = ParleyProcess.in(folder).start()) {
            Device.signUp(embedded.api(), "ann");
            refuses(ParleyProcess.in(folder, "export", "all.gz"), "cannot be opened");
            embedded.terminate();
        }
        succeeds(ParleyProcess.in(folder, "export", "all.gz"), "export done:", "1 devices");
        byte[] whole = Files.readAllBytes(folder.resolve("all.gz"));
        Files.write(folder.resolve("half.gz"), Arrays.copyOf(whole, whole.length / 2));
        refuses(
                ParleyProcess.in(folder, "import", "half.gz").with("PARLEY_DATA_DIR", "new"),
                "Parley cannot import: half.gz is cut off");
        refuses(ParleyProcess.in(folder, "export"), "the command is export FILE [--conf FILE]");
    }

    /** Ben hears the first message, and is away for the second; returns where he is. */
    private static String talk(ParleyProcess parley, Device ann, Device ben) {
        try (Socket one = ann.connect(parley.edge(), Optional.empty())) {
            one.send(ben.user(), "ref of first", "first");
            one.awaitAccepted("ref of first");
            String cursor = ben.rest().get("/sync?cursor=0").expect(200).body().getString("cursor");
            one.awaitAccepted(one.send(ben.user(), "second"));
            return cursor;
        }
    }

    private static void goesOn(ParleyProcess parley, Device ann, Device ben, String cursor) {
        try (Socket one = ann.connect(parley.edge(), Optional.empty());
                Socket other = ben.connect(parley.edge(), Optional.of(cursor))) {
            other.awaitText("second");
            one.send(ben.user(), "ref of first", "first");
            assertThat(one.awaitAccepted("ref of first").getBoolean("duplicate"))
                    .isTrue();
            one.awaitAccepted(one.send(ben.user(), "third"));
            other.awaitText("third");
        }
    }

    private ParleyProcess onRealStores(PostgresServer postgres, String... args) {
        return ParleyProcess.in(folder, args)
                .with("PARLEY_ACCOUNTS", postgres.url())
                .with("PARLEY_MESSAGES", messages);
    }

    private static void succeeds(ParleyProcess command, String said, String count) throws InterruptedException {
        try (command) {
            assertThat(command.launch().awaitExit(LONG))
                    .as("%s", command.output())
                    .isZero();
            assertThat(command.output()).anyMatch(line -> line.startsWith(said) && line.contains(" " + count));
        }
    }

    private static void refuses(ParleyProcess command, String said) throws InterruptedException {
        try (command) {
            assertThat(command.launch().awaitExit(LONG)).isEqualTo(1);
            assertThat(command.output()).anyMatch(line -> line.startsWith("Parley cannot ") && line.contains(said));
        }
    }
}
