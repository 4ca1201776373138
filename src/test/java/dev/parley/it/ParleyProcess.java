package dev.parley.it;

import static org.assertj.core.api.Assertions.fail;

import dev.parley.boot.FaultyMain;
import dev.parley.servers.ClassArchive;
import dev.parley.servers.Folders;
import dev.parley.servers.Ports;
import dev.parley.servers.Signals;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;

/** The jar, running in a process of its own on ports of its own. */
public final class ParleyProcess implements AutoCloseable {
    /** For what takes seconds on a machine with nothing else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final Path JAR =
            Path.of(System.getProperty("parley.jar", "target/parley.jar")).toAbsolutePath();

    private final Path folder;
    private final List<String> command;
    private final Map<String, String> settings;
    private final String host;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private Process process;
    private Thread reader;

    private ParleyProcess(Path folder, List<String> command, Map<String, String> settings, String host) {
        this.folder = folder;
        this.command = command;
        this.settings = new TreeMap<>(settings);
        this.host = host;
    }

    /** A process to be started in {@code folder}, quickly rather than to run fast, with free ports, cheap password hashing and data below the folder. */
    static ParleyProcess in(Path folder, String... args) {
        return by(command(Archive.OPTIONS, List.of("-jar", JAR.toString()), args), folder);
    }

    /** The same with more on the class path: verticles that are not ours, and what they need. */
    static ParleyProcess with(List<Path> more, Path folder) {
        String classPath = Stream.concat(Stream.of(JAR), more.stream().map(Path::toAbsolutePath))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return by(command(Archive.OPTIONS, List.of("-cp", classPath, "dev.parley.boot.Main")), folder);
    }

    /** The same as a process that does wrong when it is {@linkplain #tell told to}; see {@link FaultyMain}. */
    static ParleyProcess faulty(Path folder, String... args) {
        String classPath = Stream.of(JAR, placeOf(FaultyMain.class), placeOf(ClassReader.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return by(command(Archive.OPTIONS, List.of("-cp", classPath, FaultyMain.class.getName()), args), folder);
    }

    static Path placeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static List<String> command(List<String> options, List<String> program, String... args) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx512m", "-XX:MetaspaceSize=128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(program);
        command.addAll(List.of(args));
        return command;
    }

    /** The same by another command. */
    public static ParleyProcess by(List<String> command, Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("PARLEY_API_PORT", String.valueOf(Ports.free()));
        settings.put("PARLEY_EDGE_PORT", String.valueOf(Ports.free()));
        settings.put("PARLEY_OPS_PORT", String.valueOf(Ports.free()));
        settings.put("PARLEY_ARGON2", "m=64,t=1,p=1");
        settings.put("PARLEY_RATE_LIMITS", "off");
        return new ParleyProcess(folder, List.copyOf(command), settings, "localhost");
    }

    /** The same, started by another command, which ends with that of the process, and reached at another address. */
    public ParleyProcess startedBy(List<String> starter, String address) {
        List<String> whole = Stream.concat(starter.stream(), command.stream()).toList();
        return new ParleyProcess(folder, whole, settings, address).with("PARLEY_OPS_HOST", "0.0.0.0");
    }

    public ParleyProcess with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    public String setting(String variable) {
        return settings.get(variable);
    }

    /** Starts it and returns at once. */
    public ParleyProcess launch() {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        builder.environment().putAll(settings);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new Thread(() -> read(process.inputReader()), "output of " + process.pid());
        reader.start();
        return this;
    }

    /** Starts it and waits until it is ready. */
    public ParleyProcess start() throws InterruptedException {
        return launch().awaitReady();
    }

    public ParleyProcess awaitReady() throws InterruptedException {
        awaitHealth("ready", 200, PATIENCE);
        return this;
    }

    /** Waits until health answers with {@code status}; fails at once when the process ends. */
    public void awaitHealth(String which, int status, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (health(which) != status) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                fail("the process ended with %d:%n%s", process.exitValue(), outputText());
            }
            if (System.nanoTime() > end) {
                fail("health/%s is not %d after %s:%n%s", which, status, limit, outputText());
            }
        }
    }

    /** The status that {@code /health/<which>} answers with; 0 when nobody answers. */
    public int health(String which) throws InterruptedException {
        URI uri = ops().resolve("/health/" + which);
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            new JsonObject(answer.body());
            return answer.statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Ends it as an operator does, and returns its exit code. */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return awaitExit(PATIENCE);
    }

    /** Lets it stand still until {@link #thaw}. */
    public void freeze() {
        Signals.send("STOP", process.pid());
    }

    public void thaw() {
        Signals.send("CONT", process.pid());
    }

    /** Tells one that is {@linkplain #faulty faulty} what to do. */
    public void tell(String line) throws IOException {
        process.outputWriter().append(line).append('\n').flush();
    }

    /** Ends it as a power cut does. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.toHandle().destroyForcibly();
            fail("the process did not end within %s:%n%s", limit, outputText());
        }
        reader.join();
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    public URI api() {
        return URI.create("http://" + host + ":" + setting("PARLEY_API_PORT"));
    }

    public URI edge() {
        return URI.create("http://" + host + ":" + setting("PARLEY_EDGE_PORT"));
    }

    public URI ops() {
        return URI.create("http://" + host + ":" + setting("PARLEY_OPS_PORT"));
    }

    /** What the ops port has under a path, whatever its status. */
    public JsonObject ops(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(ops().resolve(path)).build();
            return new JsonObject(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the ops port do something. */
    HttpResponse<String> order(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ops().resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public List<String> output() {
        return List.copyOf(output);
    }

    private String outputText() {
        return String.join("\n", output());
    }

    private void read(BufferedReader lines) {
        lines.lines().forEach(output::add);
    }

    /** Ends it however it is; a test that cares how terminates it before. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Made when the first process of this test process is to start. */
    private static final class Archive {
        private static final List<String> OPTIONS = made();

        private static List<String> made() {
            try {
                return ClassArchive.of(JAR, Archive::chat);
            } catch (Exception e) {
                throw new IllegalStateException("no archive of classes", e);
            }
        }

        /** As much as most tests do, in a cluster as many of them are. */
        private static void chat(List<String> options) throws Exception {
            Path folder = Files.createTempDirectory("parley-training");
            List<String> command = command(options, List.of("-jar", JAR.toString()), "-cluster");
            try (ParleyProcess parley =
                    new Cluster(folder, 1).joining(by(command, folder)).start()) {
                Device.chat(parley.api(), parley.edge());
                parley.terminate();
            } finally {
                Folders.delete(folder);
            }
        }
    }
}
