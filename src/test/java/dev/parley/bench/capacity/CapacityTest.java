package dev.parley.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CapacityTest {
    @TempDir
    private Path folder;

    private static CapacityReport report(Optional<Path> costs, String... options) throws IOException {
        Assumptions assumptions = CommandLine.populateCommand(new Assumptions(), options);
        Costs known = Costs.read(costs);
        return new CapacityReport(assumptions, known, new Sizing(assumptions, known));
    }

    private static Part part(CapacityReport report, String name) {
        return report.sizing().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDocumentShowsWhatTheProgramSays() throws IOException {
        assertThat(Files.readString(Path.of("docs", "capacity.md")))
                .contains("\n" + report(Optional.empty()).table() + "\n");
    }

    @Test
    void twiceThePeopleNeedTwiceTheNodes() throws IOException {
        double one = part(report(Optional.empty()), "Cassandra").first().value();
        double two = part(report(Optional.empty(), "--users", "100000000"), "Cassandra")
                .first()
                .value();

        assertThat(two).isCloseTo(2 * one, within(one / 1e6));
    }

    @Test
    void whatIsMetFirstChangesWithTheCosts() throws IOException {
        Path costs = Files.writeString(
                folder.resolve("costs.json"),
                "{\"edgeSessions\": {\"value\": 5000000, \"what\": \"clients\", \"assumed\": \"a large edge\"}}");

        assertThat(part(report(Optional.empty()), "edge").first().name()).isEqualTo("clients it takes");
        assertThat(part(report(Optional.of(costs)), "edge").first().name()).isEqualTo("processor");
    }

    @Test
    void aPartThatCannotBeMadeOfSoManyNodesSaysSo() throws IOException {
        assertThat(part(report(Optional.empty(), "--users", "500000000"), "accounts: PostgreSQL")
                        .suffices())
                .isFalse();
        assertThat(part(report(Optional.empty(), "--users", "50000000"), "accounts: PostgreSQL")
                        .suffices())
                .isTrue();
    }

    @Test
    void aFileOfCostsThatIsNoneIsRefused() throws IOException {
        Path costs = Files.writeString(folder.resolve("costs.json"), "{\"edgeSessions\": 5}");

        assertThatThrownBy(() -> report(Optional.of(costs)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no table of costs");
    }

    @Test
    void numbersHaveThreeDigits() {
        assertThat(Figure.number(0.25)).isEqualTo("0.25");
        assertThat(Figure.number(9_999)).isEqualTo("9,999");
        assertThat(Figure.number(57_870)).isEqualTo("57.9 k");
        assertThat(Figure.number(7_500_000)).isEqualTo("7.5 M");
        assertThat(Figure.number(150)).isEqualTo("150");
    }
}
