package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whatIsDoneWithAServerFailsWhenOneOfItsProcessesEnds() throws IOException {
        Process server = new ProcessBuilder("sleep", "600").start();
        CompletableFuture<Void> work = new CompletableFuture<>();
        Process other = new ProcessBuilder("sleep", "600").start();
        Probe.of(List.of(other.pid(), server.pid())).failAtEnd(work);
        assertThat(work).isNotDone();

        server.destroy();

        assertThat(work)
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining("process " + server.pid() + " of the server is gone");
        other.destroy();
    }

    @Test
    void aProcessThatIsNotThereFailsAtOnce() throws IOException {
        Process server = new ProcessBuilder("true").start();
        server.onExit().join();
        CompletableFuture<Void> work = new CompletableFuture<>();

        Probe.of(List.of(server.pid())).failAtEnd(work);

        assertThat(work).isCompletedExceptionally();
    }
}
