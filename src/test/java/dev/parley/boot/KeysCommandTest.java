package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.keys.KeyFile;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
    @TempDir
    private Path folder;

    private KeyFile file;
    private String first;

    @BeforeEach
    void makeKeys() {
        file = new KeyFile(folder.resolve("jwt-keys.json"));
        first = file.load().get(0).getString("kid");
    }

    @Test
    void takesAnotherKeyStepByStep() {
        assertThat(run("keys", "add")).isZero();
        assertThat(kids()).hasSize(2).startsWith(first);
        assertThat(run("keys", "add")).as("one is waiting already").isEqualTo(1);
        assertThat(run("keys", "swap")).isZero();
        assertThat(kids()).hasSize(2).endsWith(first);
        assertThat(run("keys", "drop")).isZero();
        assertThat(kids()).hasSize(1).doesNotContain(first);
    }

    @Test
    void doesNotSwapWhereThereIsNoOther() {
        assertThat(run("keys", "swap")).isEqualTo(1);
        assertThat(kids()).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "keys remove", "keys add now", "keys add --conf none.json"})
    void refusesWhatItDoesNotKnow(String line) {
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(kids()).containsExactly(first);
    }

    private int run(String... line) {
        assertThat(KeysCommand.isAsked(line)).isTrue();
        return KeysCommand.of(line, Map.of("PARLEY_DATA_DIR", folder.toString()))
                .run();
    }

    private List<String> kids() {
        return file.read().stream()
                .map((JsonObject key) -> key.getString("kid"))
                .toList();
    }
}
