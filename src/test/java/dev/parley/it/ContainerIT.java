package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.docker.ComposeFile;
import dev.parley.docker.Image;
import dev.parley.servers.CassandraServer;
import dev.parley.servers.Folders;
import dev.parley.servers.Ports;
import dev.parley.servers.PostgresServer;
import dev.parley.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a container would run, run here: the files of the image, its start command, the settings of the compose files. */
class ContainerIT {
    /** Nodes that live for seconds are not worth what makes them fast later. */
    private static final String QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private static final String PREFIX = "/opt/parley";
    private static final String NEWER_OPTIONS = "-XX:\\+(UseCompactObjectHeaders|AutoCreateSharedArchive)";
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private final Image image = Image.read();
    private Path root;
    private String java;
    private boolean isNew;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createTempDirectory("parley-container");
        image.layOut(root);
        Optional<Path> java25 = java25();
        java = java25.map(Path::toString)
                .orElseGet(() -> ProcessHandle.current().info().command().orElse("java"));
        isNew = java25.isPresent() || Runtime.version().feature() >= 25;
        if (!isNew) {
            System.out.println("No JDK 25 in " + JVMS + ": the image's options are tried without " + NEWER_OPTIONS);
            Path options = root.resolve("opt/parley/java.options");
            String others = Files.readString(options).replaceAll(NEWER_OPTIONS, "");
            Files.delete(options);
            Files.writeString(options, others);
        }
    }

    /** Its many links are no reason to warn, as JUnit does of each. */
    @AfterEach
    void remove() {
        Folders.delete(root);
    }

    private static Optional<Path> java25() throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(JVMS)) {
            return found.filter(jvm -> jvm.getFileName().toString().matches(".*\\b25\\b.*"))
                    .map(jvm -> jvm.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    @Test
    void theNodeOfTheDevelopersFileChatsAndIsFoundWell() throws Exception {
        ComposeFile compose = ComposeFile.read("compose.dev.yaml", Map.of());
        try (ParleyProcess parley = container(compose, "parley")) {
            parley.start();
            Device.chat(parley.api(), parley.edge());

            assertThat(healthCheck(parley)).isZero();
            assertThat(parley.terminate()).isIn(0, 143);
            assertThat(healthCheck(parley)).isNotZero();
            assertThat(Files.exists(root.resolve("parley/parley.jsa"))).isEqualTo(isNew);
        }
    }

    @Test
    void theNodesOfTheClusterFileChatOnRealStores() throws Exception {
        ComposeFile compose = ComposeFile.read(
                "compose.yaml", Map.of("POSTGRES_PASSWORD", "unused", "REDIS_PASSWORD", "open-sesame"));
        try (PostgresServer postgres = PostgresServer.start(root.resolve("postgres"));
                RedisServer redis = RedisServer.start(
                        Files.createDirectories(root.resolve("redis")), "--requirepass", "open-sesame");
                ParleyProcess stores = container(compose, "stores");
                ParleyProcess middle = container(compose, "middle");
                ParleyProcess edge = container(compose, "edge-1")) {
            join(stores, middle, edge);
            stores.with("PARLEY_ACCOUNTS", postgres.url())
                    .with("PARLEY_SESSIONS", "redis://:open-sesame@127.0.0.1:" + redis.port())
                    .with(
                            "PARLEY_MESSAGES",
                            "cassandra://" + CassandraServer.shared().address() + "/parley_docker");
            middle.with("PARLEY_API_PROXY_PROTOCOL", "off");
            edge.with("PARLEY_EDGE_PROXY_PROTOCOL", "off");
            List<ParleyProcess> nodes = List.of(stores, middle, edge);
            nodes.forEach(ParleyProcess::launch);
            for (ParleyProcess node : nodes) {
                node.awaitReady();
            }
            Device.chat(middle.api(), edge.edge());
        }
    }

    /** The names of services are known in the network of compose only. */
    private static void join(ParleyProcess... nodes) {
        List<String> members = new ArrayList<>();
        for (ParleyProcess node : nodes) {
            String port = String.valueOf(Ports.free());
            node.with("PARLEY_CLUSTER_HOST", "localhost").with("PARLEY_CLUSTER_PORT", port);
            members.add("localhost:" + port);
        }
        for (ParleyProcess node : nodes) {
            node.with("PARLEY_CLUSTER_MEMBERS", String.join(",", members));
        }
    }

    private ParleyProcess container(ComposeFile compose, String service) throws IOException {
        List<String> command = here(image.entrypoint());
        command.addAll(compose.command(service));
        ParleyProcess process = ParleyProcess.by(command, Files.createDirectories(root.resolve(service)));
        Map<String, String> environment = new TreeMap<>(compose.environment(service));
        environment.forEach(process::with);
        return process.with("JDK_JAVA_OPTIONS", QUICK)
                .with("PARLEY_DATA_DIR", root.resolve(service).resolve("data").toString())
                .with("PARLEY_EDGE_URL", "http://localhost:" + process.setting("PARLEY_EDGE_PORT"));
    }

    /** A command of the image, with the files that were laid out here. */
    private List<String> here(List<String> command) {
        UnaryOperator<String> moved =
                argument -> argument.replace(PREFIX, root.resolve("opt/parley").toString());
        List<String> all = new ArrayList<>(command.stream().map(moved).toList());
        assertThat(all.get(0)).isEqualTo("java");
        all.set(0, java);
        return all;
    }

    private int healthCheck(ParleyProcess parley) throws Exception {
        ProcessBuilder check = new ProcessBuilder(here(image.healthCheck()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        check.environment().put("PARLEY_OPS_PORT", parley.setting("PARLEY_OPS_PORT"));
        Process process = check.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
