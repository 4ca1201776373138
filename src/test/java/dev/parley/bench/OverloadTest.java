package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is called borne. */
class OverloadTest {
    private static final Map<String, Long> MUCH = Map.of("sent", 300L, "accepted", 100L);

    @Test
    void soonAcceptedOrRefusedAndThenAsBeforeIsBorne() {
        assertThat(wrong(MUCH, 900, 20)).isEmpty();
    }

    @Test
    void lateAcceptancesAreNot() {
        assertThat(wrong(MUCH, 6_000, 20)).singleElement().asString().contains("send to accepted, p99");
    }

    @Test
    void refusalsWithoutATimeAreNot() {
        assertThat(wrong(with(Mail.NO_TIME, 1), 900, 20))
                .singleElement()
                .asString()
                .startsWith(Mail.NO_TIME);
    }

    @Test
    void growingMemoryIsNot() {
        Map<String, Long> grown = with(Run.RESIDENT_EARLY, 100);
        grown.put(Run.RESIDENT, 200L);
        assertThat(wrong(grown, 900, 20)).singleElement().asString().startsWith(Run.RESIDENT);
    }

    @Test
    void aServerThatDoesNotRecoverHasNot() {
        assertThat(wrong(MUCH, 900, 2_000)).singleElement().asString().startsWith("afterwards");
    }

    @Test
    void lessThanTheServerCanDoProvesNothing() {
        assertThat(wrong(with("accepted", 297), 900, 20))
                .singleElement()
                .asString()
                .startsWith("no overload");
    }

    private static Map<String, Long> with(String what, long count) {
        Map<String, Long> counts = new HashMap<>(MUCH);
        counts.put(what, count);
        return counts;
    }

    private static List<String> wrong(Map<String, Long> during, long duringMillis, long afterMillis) {
        return Overload.of(List.of(figures(MUCH, 10), figures(during, duringMillis), figures(MUCH, afterMillis)))
                .wrong();
    }

    private static Figures figures(Map<String, Long> counts, long millis) {
        Map<String, Histogram> latencies = new HashMap<>();
        Latencies.add(latencies, Mail.ACCEPTED).recordValue(TimeUnit.MILLISECONDS.toNanos(millis));
        return new Figures("Parley", 1, 1, counts, new Cost(0, 0, 0, 0, 0, 0, 0, List.of()), latencies);
    }
}
