package dev.parley.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a round showed, on the terminal and below {@code target/faults}: its progress; and where something is wrong or the round
 * broke off, that, every fact, and what the processes wrote.
 */
final class Notebook implements Consumer<String>, AutoCloseable {
    private final Path folder;
    private final PrintWriter progress;

    Notebook(long seed) throws IOException {
        this.folder = Files.createDirectories(Path.of("target", "faults", "seed-" + seed));
        this.progress = new PrintWriter(Files.newBufferedWriter(folder.resolve("progress.txt")), true);
    }

    @Override
    public void accept(String line) {
        System.out.println(line);
        progress.println(line);
    }

    void conclude(Map<String, List<String>> wrong, History history, Site site) throws IOException {
        Live.settling(history).forEach(this);
        wrong.forEach(
                (check, lines) -> accept("%s finds %d, the first: %s".formatted(check, lines.size(), lines.get(0))));
        if (wrong.isEmpty()) {
            accept("nothing is wrong: %d messages, %d facts"
                    .formatted(history.messages().size(), history.size()));
            return;
        }
        for (Map.Entry<String, List<String>> check : wrong.entrySet()) {
            Files.write(folder.resolve(check.getKey() + ".txt"), check.getValue());
        }
        keep(history, site);
    }

    /** Keeps every fact, and what the processes wrote. */
    void keep(History history, Site site) throws IOException {
        Files.write(
                folder.resolve("facts.txt"),
                history.all().stream().map(Fact::toString).toList());
        for (Map.Entry<String, Site.Member> member : site.members().entrySet()) {
            Files.write(
                    folder.resolve(member.getKey() + ".log"),
                    member.getValue().process().output());
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
