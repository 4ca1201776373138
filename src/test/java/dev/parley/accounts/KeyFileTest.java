package dev.parley.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void makesAKeyOnceForItsOwnerOnly() throws Exception {
        List<JsonObject> made = new KeyFile(path()).load();
        assertThat(made).hasSize(1);
        assertThat(made.get(0).fieldNames()).contains("d", "kid");
        assertThat(new KeyFile(path()).load()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void makesOneKeyForManyThreads() throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        for (int round = 0; round < 10; round++) {
            Path path = folder.resolve("round" + round).resolve("keys.json");
            Files.createDirectories(path.getParent());
            CyclicBarrier start = new CyclicBarrier(count);
            Callable<List<JsonObject>> load = () -> {
                start.await();
                return new KeyFile(path).load();
            };
            Set<List<JsonObject>> loaded = new HashSet<>();
            for (Future<List<JsonObject>> future :
                    threads.invokeAll(Stream.generate(() -> load).limit(count).toList())) {
                loaded.add(future.get());
            }
            assertThat(loaded).hasSize(1);
        }
        threads.shutdown();
    }

    @Test
    void makesOneKeyForManyProcesses() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Loader.class.getName(),
                            path().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        Set<String> loaded = new HashSet<>();
        for (Process process : processes) {
            loaded.add(new String(process.getInputStream().readAllBytes(), UTF_8));
            assertThat(process.waitFor()).isZero();
        }
        assertThat(loaded).containsExactly(new KeyFile(path()).load().get(0).getString("kid"));
        assertThat(leftovers()).isEmpty();
    }

    /** The other process: says which key it loaded. */
    static final class Loader {
        private Loader() {}

        public static void main(String[] arguments) {
            List<JsonObject> keys = new KeyFile(Path.of(arguments[0])).load();
            System.out.print(keys.get(0).getString("kid"));
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusesAFileOfNoUseWithoutQuotingIt(String content) throws Exception {
        Files.writeString(path(), content);
        assertThatThrownBy(() -> new KeyFile(path()).load())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(path().toString())
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    static Stream<String> refusesAFileOfNoUseWithoutQuotingIt() {
        JsonObject key = SigningKey.generate().put("d", "SECRET");
        return Stream.of(
                "",
                "SECRET",
                "{\"keys\": [{\"d\": \"SECRET\"",
                "[]",
                "{}",
                "{\"keys\": []}",
                "{\"keys\": \"SECRET\"}",
                "{\"keys\": [5]}",
                set(without(key, "kid")),
                set(without(key, "x")),
                set(key.copy().put("crv", "P-384")),
                set(key.copy().put("kty", "oct")),
                set(without(key, "d")));
    }

    @Test
    void makesKeysWithCoordinatesOfFullLength() {
        for (int i = 0; i < 300; i++) {
            JsonObject key = SigningKey.generate();
            assertThat(List.of(key.getString("x"), key.getString("y"), key.getString("d")))
                    .allSatisfy(number -> assertThat(number).hasSize(43));
        }
    }

    private static String set(JsonObject key) {
        return new JsonObject().put("keys", new JsonArray().add(key)).encode();
    }

    private static JsonObject without(JsonObject key, String field) {
        JsonObject rest = key.copy();
        rest.remove(field);
        return rest;
    }

    private Path path() {
        return folder.resolve("keys.json");
    }

    private List<Path> leftovers() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(path())).toList();
        }
    }
}
