package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.InboxPage;
import dev.parley.store.Marks;
import dev.parley.store.MessageStores;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process stores messages or marks and is killed in the middle of it. */
class KilledProcessTest {
    private static final int ENOUGH = 3_000;
    /** How long texts are, in characters. */
    private static final String SHORT = "5";

    private static final String LONG = "50000";
    private static final Pattern ACKNOWLEDGED = Pattern.compile("stored (\\d+)\\.");

    @TempDir
    private Path folder;

    @Test
    void keepsEveryMessageThatWasAcknowledged() throws Exception {
        keepsEveryMessage(SHORT);
    }

    /** So much that logs are given up, and written over. */
    @Test
    void keepsEveryLongMessageThatWasAcknowledged() throws Exception {
        keepsEveryMessage(LONG);
    }

    private void keepsEveryMessage(String textLength) throws Exception {
        List<Long> acknowledged = acknowledgedUntilKilled(Appender.class, textLength);

        Vertx vertx = Vertx.vertx();
        MessageStores store = await(RocksStores.open(vertx, folder, Sample.LIFE, () -> Sample.NOW));
        List<Long> inbox = inboxOfBob(store);
        List<Long> log = Sample.log(store);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
        assertThat(log).containsAll(acknowledged).isEqualTo(inbox);
        await(store.close());
        await(vertx.close());
    }

    @Test
    void keepsEveryMarkThatWasAcknowledged() throws Exception {
        List<Long> acknowledged = acknowledgedUntilKilled(Marker.class);

        Vertx vertx = Vertx.vertx();
        MessageStores store = await(RocksStores.open(vertx, folder, Sample.LIFE, () -> Sample.NOW));

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
        assertThat(acknowledged)
                .allSatisfy(number -> assertThat(await(store.marks().read(new UserId(number), Set.of(Sample.CHAT))))
                        .containsOnly(Map.entry(Sample.CHAT, new MessageId(number))));
        await(store.close());
        await(vertx.close());
    }

    private List<Long> acknowledgedUntilKilled(Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> acknowledged = new ArrayList<>();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                Matcher whole = ACKNOWLEDGED.matcher(line);
                if (whole.matches()) {
                    acknowledged.add(Long.valueOf(whole.group(1)));
                }
                if (acknowledged.size() == ENOUGH) {
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        }
        assertThat(process.waitFor()).isNotZero();
        return acknowledged;
    }

    private static List<Long> inboxOfBob(MessageStores store) {
        List<Long> ids = new ArrayList<>();
        InboxPage page = await(store.messages().inbox(Sample.BOB, Optional.of(Cursor.START), 1_000, Sample.NOW));
        page.messages().forEach(message -> ids.add(idOf(message)));
        while (page.more()) {
            page = await(store.messages().inbox(Sample.BOB, Optional.of(page.next()), 1_000, Sample.NOW));
            page.messages().forEach(message -> ids.add(idOf(message)));
        }
        return ids;
    }

    private static long idOf(Message message) {
        return message.id().value();
    }

    /** The process: keeps many appends under way, and says which are acknowledged, for ever. */
    static final class Appender {
        private static final int UNDER_WAY = 64;

        private Appender() {}

        public static void main(String[] arguments) {
            MessageStores store =
                    await(RocksStores.open(Vertx.vertx(), Path.of(arguments[0]), Sample.LIFE, () -> Sample.NOW));
            for (int lane = 0; lane < UNDER_WAY; lane++) {
                appendFrom(store, lane, "x".repeat(Integer.parseInt(arguments[1])), System.out);
            }
        }

        private static void appendFrom(MessageStores store, int number, String text, PrintStream out) {
            Sample.append(store, Sample.message(number, text)).onSuccess(stored -> {
                out.println("stored " + Sample.message(number).id() + ".");
                appendFrom(store, number + UNDER_WAY, text, out);
            });
        }
    }

    /** The process: gives one user after the other a mark, with no message between, and says which it has. */
    static final class Marker {
        private static final int UNDER_WAY = 16;

        private Marker() {}

        public static void main(String[] arguments) {
            MessageStores store =
                    await(RocksStores.open(Vertx.vertx(), Path.of(arguments[0]), Sample.LIFE, () -> Sample.NOW));
            for (int lane = 1; lane <= UNDER_WAY; lane++) {
                markFrom(store, lane, System.out);
            }
        }

        private static void markFrom(MessageStores store, int number, PrintStream out) {
            Marks read = new Marks(Optional.empty(), Optional.of(new MessageId(number)));
            store.marks().move(new UserId(number), Sample.CHAT, read).onSuccess(moved -> {
                out.println("stored " + number + ".");
                markFrom(store, number + UNDER_WAY, out);
            });
        }
    }
}
