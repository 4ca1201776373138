package dev.parley.servers;

import dev.parley.store.InboxLife;
import dev.parley.store.MessageStores;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.cassandra.CassandraStores;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Cassandra of one node. It can be killed, stopped in its tracks and started again with the data it had. One
 * serves all tests of a process. Each begins with the tables of Cassandra and ours, which take longer to make than the
 * rest of a start: as a first server left them.
 */
public final class CassandraServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LOG_TAIL = 60;
    /** OPTIONS in version 4 of the native protocol: the one question that needs no session. */
    private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

    private static final int SUPPORTED = 6;

    /** The keyspace that each server begins with, empty. */
    public static final String KEYSPACE = "parley_tests";

    private static final InboxLife LIFE = new InboxLife(Duration.ofDays(30));
    private static final List<String> STORAGE = List.of("data", "commitlog");
    private static final Path BEGINNING = ClassArchive.FOLDER.resolve("cassandra");

    private final Path folder;
    private final List<String> command;
    private final int port;
    private final boolean speaksTls;
    private static CassandraServer shared;

    private Process process;

    private CassandraServer(Path folder, List<String> command, int port, boolean speaksTls) {
        this.folder = folder;
        this.command = command;
        this.port = port;
        this.speaksTls = speaksTls;
    }

    /** The server, started when first asked for. Aborts the test where there is no Java 17 to run it. */
    public static synchronized CassandraServer shared() throws Exception {
        if (shared == null) {
            shared = start("");
        }
        return shared;
    }

    /**
     * Starts a server of its own. Aborts the test where there is no Java 17 to run it.
     *
     * @param more lines for its {@code cassandra.yaml}
     */
    public static CassandraServer with(String more) throws Exception {
        return start(more);
    }

    private static CassandraServer start(String more) throws Exception {
        Path java = JavaSeventeen.command().orElse(null);
        Assumptions.assumeTrue(java != null, "Cassandra 5.0 runs on Java 17 only, and there is none here");
        List<String> options = CassandraProcess.archive(CassandraServer::train);
        Path folder = Files.createTempDirectory("parley-cassandra");
        STORAGE.forEach(part -> Folders.copy(BEGINNING.resolve(part), folder.resolve(part)));
        return start(folder, java, options, more);
    }

    /** Makes the tables, and keeps them for all later servers. */
    private static void train(List<String> options) throws Exception {
        Path java = JavaSeventeen.command().orElseThrow();
        Path folder = Files.createTempDirectory("parley-cassandra");
        try (CassandraServer server = start(folder, java, options, "")) {
            server.makeTables();
            server.process.destroy();
            server.process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
            Folders.delete(BEGINNING);
            Files.createDirectory(BEGINNING);
            STORAGE.forEach(part -> Folders.copy(folder.resolve(part), BEGINNING.resolve(part)));
        }
    }

    private void makeTables() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            CassandraSettings settings = CassandraSettings.parse("cassandra://" + address() + "/" + KEYSPACE);
            CassandraStores.open(vertx, settings, LIFE, System::currentTimeMillis)
                    .compose(MessageStores::close)
                    .await(60, TimeUnit.SECONDS);
        } finally {
            vertx.close().await();
        }
    }

    private static CassandraServer start(Path folder, Path java, List<String> options, String more) throws Exception {
        int[] ports = {Ports.free(), Ports.free(), Ports.free()};
        write(folder, "cassandra.yaml", "cassandra.yaml", ports);
        Files.writeString(folder.resolve("cassandra.yaml"), more, StandardOpenOption.APPEND);
        write(folder, "cassandra-logback.xml", "logback.xml", ports);
        CassandraServer server = new CassandraServer(
                folder,
                CassandraProcess.command(java, options, folder, ports[2]),
                ports[0],
                more.contains("keystore:"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.restart();
        return server;
    }

    /** Where it answers CQL. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts the process, with the data of the one before, and waits until it answers. */
    public void restart() throws IOException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Cassandra did not start. The end of its log:\n" + logTail());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Stops the process in its tracks: its sockets stay open and nothing answers. */
    public void freeze() throws Exception {
        signal("STOP");
    }

    /** Lets a frozen process go on. */
    public void thaw() throws Exception {
        signal("CONT");
    }

    /** What the server last wrote to its log. */
    public String logTail() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    /** Ends the process and removes its data. */
    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            if (speaksTls) {
                return true;
            }
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(OPTIONS);
            byte[] head = socket.getInputStream().readNBytes(OPTIONS.length);
            return head.length == OPTIONS.length && head[4] == SUPPORTED;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void write(Path folder, String template, String name, int[] ports) throws IOException {
        try (InputStream in = CassandraServer.class.getResourceAsStream(template)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${cql.port}", Integer.toString(ports[0]))
                    .replace("${storage.port}", Integer.toString(ports[1]));
            Files.writeString(folder.resolve(name), text);
        }
    }
}
