package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.Pem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final long NOW = System.nanoTime();
    private static final long LATE = NOW + Newcomers.PATIENCE.toNanos() + 1;

    private final List<Object> failed = new ArrayList<>();
    private final Newcomers newcomers = new Newcomers(2, failed::add);

    private static End end(boolean begins) throws IOException {
        SSLEngine engine = Pem.OURS.trusted().createSSLEngine();
        engine.setUseClientMode(begins);
        return new End(engine, 100);
    }

    @Test
    void oneTooManyHasTheFirstGo() throws IOException {
        List<End> ends = List.of(end(false), end(false), end(false), end(false));
        newcomers.entered(ends.get(0).channel, NOW);
        newcomers.entered(ends.get(1).channel, NOW);
        newcomers.left(ends.get(0).channel);
        newcomers.entered(ends.get(2).channel, NOW);
        assertThat(ends).extracting(End::closed).containsOnly("");

        newcomers.entered(ends.get(3).channel, NOW);
        assertThat(ends.get(1).closed()).isNotEmpty();
        assertThat(ends).filteredOn(end -> end.closed().isEmpty()).hasSize(3);
    }

    @Test
    void whoHasNotProvenItselfInTimeGoes() throws IOException {
        End proven = end(true);
        End slow = end(true);
        newcomers.entered(proven.channel, NOW);
        newcomers.entered(slow.channel, NOW);
        newcomers.left(proven.channel);

        newcomers.hurry(LATE - 1);
        assertThat(slow.closed()).isEmpty();
        newcomers.hurry(LATE);
        assertThat(slow.closed()).isNotEmpty();
        assertThat(proven.closed()).isEmpty();
        assertThat(failed).containsExactly(End.ADDRESS);
    }

    @Test
    void onlyOurOwnConnectionsFail() throws IOException {
        End accepted = end(false);
        newcomers.entered(accepted.channel, NOW);
        newcomers.hurry(LATE);
        assertThat(accepted.closed()).isNotEmpty();
        assertThat(failed).isEmpty();
    }
}
