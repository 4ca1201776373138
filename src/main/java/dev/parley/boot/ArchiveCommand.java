package dev.parley.boot;

import dev.parley.archive.Archive;
import dev.parley.archive.Contents;
import dev.parley.archive.Exporter;
import dev.parley.archive.Importer;
import dev.parley.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * {@code java -jar parley.jar export FILE} and {@code import FILE}: all that the stores keep, to a file or from one. Runs
 * instead of a node, on the thread that calls it, which it blocks.
 */
final class ArchiveCommand {
    /** What {@code --help} says of it. */
    static final String HELP =
            """
            Commands, run while no node runs on the stores that the settings name:
              export FILE [--conf FILE]   writes everything that the stores keep to a new file
              import FILE [--conf FILE]   reads such a file into stores that are empty

            """;

    private static final String USAGE = "%s FILE [--conf FILE]";
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final String name;
    private final List<String> args;
    private final Map<String, String> environment;

    private ArchiveCommand(String name, List<String> args, Map<String, String> environment) {
        this.name = name;
        this.args = args;
        this.environment = environment;
    }

    static boolean isAsked(String[] args) {
        return args.length > 0 && List.of("export", "import").contains(args[0]);
    }

    static ArchiveCommand of(String[] args, Map<String, String> environment) {
        List<String> all = List.of(args);
        return new ArchiveCommand(all.get(0), all.subList(1, all.size()), Map.copyOf(environment));
    }

    /** @return the exit code of the process */
    int run() {
        try {
            if (args.isEmpty()) {
                throw CommandSettings.usage(USAGE.formatted(name));
            }
            Settings settings = CommandSettings.load(args.subList(1, args.size()), environment, USAGE.formatted(name));
            Contents contents = withStores(new Archives(settings.stores()));
            Terminal.say(name + " done: " + contents);
            return DONE;
        } catch (RuntimeException | IOException refused) {
            Terminal.refuse(name, StartFailure.known(refused));
            return FAILED;
        }
    }

    private Contents withStores(Archives stores) throws IOException {
        Vertx vertx = Vertx.vertx();
        List<Archive> archives = new ArrayList<>();
        try {
            stores.openers().forEach(open -> archives.add(await(open.apply(vertx))));
            return move(archives);
        } finally {
            archives.forEach(archive -> await(archive.close()));
            await(vertx.close());
        }
    }

    private Contents move(List<Archive> archives) throws IOException {
        return name.equals("export")
                ? new Exporter(archives, Terminal::say).write(file())
                : new Importer(archives, Terminal::say).read(file());
    }

    private Path file() {
        return Path.of(args.get(0));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
