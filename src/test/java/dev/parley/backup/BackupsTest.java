package dev.parley.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    private static final Instant NOW = Instant.parse("2026-05-17T08:30:00.250Z");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Future<Void>> messages = new AtomicReference<>(Future.succeededFuture());
    private Backups backups;

    @BeforeEach
    void open() {
        backups = backups(folder.resolve("backups"));
        backups.include(Part.ACCOUNTS, copy("accounts", new AtomicReference<>(Future.succeededFuture())));
        backups.include(Part.MESSAGES, copy("messages", messages));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Backups backups(Path directory) {
        return new Backups(
                vertx,
                directory,
                Map.of("jwt-keys.json", folder.resolve("keys"), "push-keys.json", folder.resolve("none")),
                () -> NOW);
    }

    /** A store of one file. */
    private LiveCopy copy(String name, AtomicReference<Future<Void>> end) {
        return new LiveCopy() {
            @Override
            public void hold() {
                steps.add("hold " + name);
            }

            @Override
            public Future<Void> to(Path to) {
                steps.add("copy " + name);
                try {
                    Files.createDirectory(to);
                    Files.writeString(to.resolve("file"), name);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return end.get();
            }

            @Override
            public void release() {
                steps.add("release " + name);
            }
        };
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> names = Files.list(folder.resolve("backups"))) {
            return names.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void copiesAccountsAfterMessagesAndNothingIsForgottenMeanwhile() {
        backups.take().await();
        assertThat(steps)
                .containsExactly(
                        "hold messages",
                        "hold accounts",
                        "copy messages",
                        "copy accounts",
                        "release messages",
                        "release accounts");
    }

    @Test
    void makesAFolderOfItsOwnersThatHoldsTheStoresAndTheKeysThereAre() throws IOException {
        Files.writeString(folder.resolve("keys"), "secret");
        Files.setPosixFilePermissions(folder.resolve("keys"), PosixFilePermissions.fromString("rw-------"));

        Backup backup = backups.take().await();

        Path made = folder.resolve("backups/20260517T083000.250Z");
        assertThat(backup)
                .isEqualTo(new Backup(made, List.of("accounts", "jwt-keys.json", "messages"), 22, Duration.ZERO));
        assertThat(made.resolve("messages/file")).hasContent("messages");
        assertThat(made.resolve("jwt-keys.json")).hasContent("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("jwt-keys.json"))))
                .isEqualTo("rw-------");
        assertThat(backups.last()).contains(NOW);
    }

    @Test
    void oneThatFailsLeavesNothingAndTheNextIsMade() throws IOException {
        messages.set(Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no room")));
        assertThatThrownBy(() -> backups.take().await()).hasMessage("no room");
        assertThat(kept()).isEmpty();
        assertThat(steps).contains("release messages", "release accounts").doesNotContain("copy accounts");
        assertThat(backups.last()).isEmpty();

        messages.set(Future.succeededFuture());
        backups.take().await();
        assertThat(kept()).containsExactly("20260517T083000.250Z");
    }

    @Test
    void oneOfTheSameNameIsNotReplaced() {
        backups.take().await();
        assertThatThrownBy(() -> backups.take().await()).hasMessageContaining("cannot be written");
        assertThat(folder.resolve("backups/20260517T083000.250Z/messages/file")).hasContent("messages");
    }

    @Test
    void oneIsMadeAtATime() {
        Promise<Void> slow = Promise.promise();
        messages.set(slow.future());
        Future<Backup> first = backups.take();
        assertThatThrownBy(() -> backups.take().await())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.LIMIT_REACHED));
        slow.complete();
        first.await();
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNext() throws IOException {
        Files.createDirectories(folder.resolve("backups/draft-1/messages"));
        Files.writeString(folder.resolve("backups/draft-1/messages/file"), "half");
        backups.take().await();
        assertThat(kept()).containsExactly("20260517T083000.250Z");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Backups nowhere = backups(folder.resolve("file"));
        nowhere.include(Part.MESSAGES, copy("messages", messages));
        assertThatThrownBy(() -> nowhere.take().await())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(folder.resolve("file").toString());
    }

    @Test
    void aProcessThatKeepsNothingItselfHasNone() {
        assertThatThrownBy(() -> backups(folder.resolve("backups")).take().await())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND));
    }
}
