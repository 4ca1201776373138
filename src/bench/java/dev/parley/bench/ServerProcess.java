package dev.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server in a process of its own on this machine. Its methods block. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int LOOK_MILLIS = 20;
    private static final int COMPACT_HEADERS_SINCE = 25;
    /** Passwords of people who never were need no guarding, and one address has all the connections. */
    static final Map<String, String> SETTINGS = Map.of("PARLEY_ARGON2", "m=64,t=1,p=1", "PARLEY_RATE_LIMITS", "off");

    private final Options options;
    private final Path folder;
    private final GcLog gcLog;
    private final int port = FreePorts.next();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Start start;
    private Process process;
    private Duration startTime = Duration.ZERO;
    private volatile boolean closing;

    private interface Ready {
        boolean test() throws IOException, InterruptedException;
    }

    private record Start(ProcessBuilder builder, Ready ready) {}

    private ServerProcess(Options options, Path folder) throws IOException {
        this.options = options;
        this.folder = Files.createDirectories(folder.toAbsolutePath());
        this.gcLog = new GcLog(this.folder.resolve("gc.log"));
    }

    /**
     * Starts Parley, with embedded stores in a folder where its settings name no others.
     *
     * @param place its settings within a cluster; none where it is alone
     */
    static ServerProcess parley(Options options, Path folder, Map<String, String> place)
            throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(options, folder);
        int edge = FreePorts.next();
        int ops = FreePorts.next();
        List<String> program =
                new ArrayList<>(List.of("-jar", options.jar.toAbsolutePath().toString()));
        if (!place.isEmpty()) {
            program.add("-cluster");
        }
        ProcessBuilder builder = server.java(program).directory(server.folder.toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment().putAll(place);
        builder.environment().put("PARLEY_API_PORT", String.valueOf(server.port));
        builder.environment().put("PARLEY_EDGE_PORT", String.valueOf(edge));
        builder.environment().put("PARLEY_OPS_PORT", String.valueOf(ops));
        builder.environment().put("PARLEY_DATA_DIR", server.data().toString());
        builder.environment().putAll(options.settings);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ops + "/health/ready"))
                .build();
        server.start = new Start(
                builder,
                () -> http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        server.start();
        return server;
    }

    /** Starts the bare relay. */
    static ServerProcess relay(Options options, Path folder) throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(options, folder);
        ProcessBuilder builder = server.java(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "relay",
                "--port",
                String.valueOf(server.port)));
        server.start = new Start(builder, () -> {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
                return true;
            }
        });
        server.start();
        return server;
    }

    private ProcessBuilder java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(javaOptions());
        command.add(gcLog.option());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        return builder;
    }

    /** With which options the Java of the servers runs: as in the image, where that Java knows them. */
    List<String> javaOptions() throws IOException {
        List<String> all = new ArrayList<>(List.of("-Xmx1g"));
        if (javaVersion() >= COMPACT_HEADERS_SINCE) {
            all.add("-XX:+UseCompactObjectHeaders");
        }
        all.addAll(options.javaOptions);
        return all;
    }

    /** Which Java the servers run on. */
    private int javaVersion() throws IOException {
        return Runtime.Version.parse(Files.readString(options.java.resolve("release"))
                        .lines()
                        .filter(line -> line.startsWith("JAVA_VERSION="))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("[^0-9.+]", ""))
                .feature();
    }

    private String tool(String name) {
        return options.java.resolve("bin").resolve(name).toString();
    }

    private void start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        process = start.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!isReady(start.ready())) {
            boolean over = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (over || System.nanoTime() - begin > START.toNanos()) {
                throw new IOException("a server did not start: see " + folder.resolve("server.log"));
            }
        }
        startTime = Duration.ofNanos(System.nanoTime() - begin);
        closing = false;
        var unused = process.onExit().thenAccept(this::ended);
    }

    private void ended(Process over) {
        if (!closing) {
            end.completeExceptionally(new IOException(
                    "a server ended with " + over.exitValue() + ": see " + folder.resolve("server.log")));
        }
    }

    private static boolean isReady(Ready ready) throws InterruptedException {
        try {
            return ready.test();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops it, has something done with its data, and starts it again where it was. */
    <T> T whileDown(Supplier<T> work) throws IOException, InterruptedException {
        close();
        T done = work.get();
        start();
        return done;
    }

    /** Where the embedded stores are. */
    Path data() {
        return folder.resolve("data");
    }

    long pid() {
        return process.pid();
    }

    /** Where it listens: Parley for REST, the relay for sockets. */
    int port() {
        return port;
    }

    /** Completed exceptionally when it ends and was not told to. */
    CompletableFuture<Void> end() {
        return end;
    }

    GcLog gcLog() {
        return gcLog;
    }

    /** From the start of the process until it was ready. */
    Duration startTime() {
        return startTime;
    }

    /** Has it give back the memory that it does not need, where its Java has the tool for that. */
    void collectGarbage() throws IOException, InterruptedException {
        if (Files.isExecutable(Path.of(tool("jcmd")))) {
            new ProcessBuilder(tool("jcmd"), String.valueOf(pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() {
        closing = true;
        process.destroy();
        process.onExit().join();
    }
}
