import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Bundles the web client and the page of the contract into {@code target/web}: scripts and styles named by the hash of what is in them, everything
 * compressed beforehand. Bundles its tests into {@code target/web-tests}. Run by Maven, in the root of the project.
 */
final class BundleWeb {
    private static final Path SOURCES = Path.of("src/main/web");
    private static final Path TESTS = Path.of("src/test/web");
    private static final Path OUT = Path.of("target/web");
    private static final Path TESTS_OUT = Path.of("target/web-tests");
    private static final Path MODULES = Path.of("target/web-tools/node_modules");
    private static final long MOST_BYTES = 120 * 1024;
    private static final List<String> PAGE = List.of(
            "--minify", "--format=esm", "--splitting", "--entry-names=assets/[name]-[hash]", "--chunk-names=assets/[name]-[hash]");

    private final Path esbuild;

    private BundleWeb(Path esbuild) {
        this.esbuild = esbuild;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path esbuild = Path.of(args[0]);
        esbuild.toFile().setExecutable(true);
        new BundleWeb(esbuild).run();
    }

    private void run() throws IOException, InterruptedException {
        clear(OUT);
        clear(TESTS_OUT);
        bundle(SOURCES.resolve("app/main.tsx"), OUT, PAGE);
        bundle(TESTS.resolve("all.ts"), TESTS_OUT, List.of("--format=esm", "--sourcemap=inline"));
        Files.copy(SOURCES.resolve("app/icon.svg"), OUT.resolve("icon.svg"));
        writeWorker(names(), writePage("app/index.html", "main"));
        bundle(SOURCES.resolve("docs/docs.tsx"), OUT, PAGE);
        writePage("docs/docs.html", "docs");
        compress();
    }

    private void bundle(Path entry, Path folder, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                esbuild.toString(), entry.toString(), "--outdir=" + folder, "--bundle", "--target=es2022",
                "--jsx=automatic", "--jsx-import-source=preact", "--loader:.svg=dataurl", "--legal-comments=none", "--log-level=warning"));
        command.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("NODE_PATH", MODULES.toAbsolutePath().toString());
        int exit = start(builder).waitFor();
        if (exit != 0) {
            throw new IllegalStateException("esbuild ended with " + exit);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "this esbuild does not run here; install one and name it with -Desbuild.executable=…", e);
        }
    }

    /** Puts the names of what was made into a page. */
    private static String writePage(String source, String entry) throws IOException {
        Path file = SOURCES.resolve(source);
        String page = Files.readString(file)
                .replace(entry + ".css", made(entry, "css"))
                .replace(entry + ".js", made(entry, "js"));
        Files.writeString(OUT.resolve(file.getFileName()), page);
        return page;
    }

    private static String made(String entry, String type) throws IOException {
        return names().stream()
                .filter(name -> name.matches("assets/" + entry + "-\\w+\\." + type))
                .findFirst()
                .orElseThrow();
    }

    /** What was made so far, as it is named on the web. */
    private static List<String> names() throws IOException {
        return files().map(file -> OUT.relativize(file).toString().replace('\\', '/')).sorted().toList();
    }

    /** Makes the service worker, and tells it what to keep: the page and what it is made of. */
    private void writeWorker(List<String> files, String page) throws IOException, InterruptedException {
        bundle(SOURCES.resolve("worker/worker.ts"), OUT, List.of("--minify", "--format=iife"));
        String names = files.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        int release = (page + Files.readString(OUT.resolve("icon.svg"))).hashCode();
        Path worker = OUT.resolve("worker.js");
        String script = "const FILES=[%s],RELEASE=\"%08x\";%n".formatted(names, release) + Files.readString(worker);
        Files.writeString(worker, script);
    }

    /** Compresses each file, lists them all, and holds those of the web client to the size that was agreed on. */
    private static void compress() throws IOException {
        List<Path> files = files().sorted().toList();
        StringBuilder names = new StringBuilder();
        long total = 0;
        for (Path file : files) {
            byte[] compressed = gzip(Files.readAllBytes(file));
            Files.write(file.resolveSibling(file.getFileName() + ".gz"), compressed);
            names.append(OUT.relativize(file).toString().replace('\\', '/')).append('\n');
            total += OUT.relativize(file).toString().contains("docs") ? 0 : compressed.length;
            System.out.printf("%8d %8d %s%n", Files.size(file), compressed.length, OUT.relativize(file));
        }
        Files.writeString(OUT.resolve("files.txt"), names);
        System.out.printf("web client: %d bytes compressed%n", total);
        if (total > MOST_BYTES) {
            throw new IllegalStateException("the web client is over " + MOST_BYTES + " bytes");
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes) {
            {
                def.setLevel(9);
            }
        }) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static Stream<Path> files() throws IOException {
        return Files.walk(OUT).filter(Files::isRegularFile);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : Files.walk(folder).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
