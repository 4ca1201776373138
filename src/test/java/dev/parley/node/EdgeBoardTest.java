package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.model.NodeId;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeBoardTest {
    private static final int CAPACITY = 10_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Random random = new Random(7);

    /** Edges that tell of themselves one after the other, and clients that connect a while after they were told where. */
    private final class Town {
        private final int[] sessions;
        private final List<EdgeBoard> boards;
        private final Deque<Integer> onTheirWay = new ArrayDeque<>();

        Town(int boards, int... sessions) {
            this.sessions = sessions;
            this.boards = IntStream.range(0, boards).mapToObj(i -> board()).toList();
            IntStream.range(0, sessions.length).forEach(this::tell);
        }

        void tell(int edge) {
            boards.forEach(board -> board.learn(standing(edge, sessions[edge])));
        }

        /** Each edge tells of itself once in {@code pause} logins, and clients are {@code late} logins on their way. */
        void logins(int count, int pause, int late) {
            for (int login = 0; login < count; login++) {
                EdgeBoard board = boards.get(login % boards.size());
                onTheirWay.add(number(board.recommend().orElseThrow()));
                if (onTheirWay.size() > late) {
                    sessions[onTheirWay.remove()]++;
                }
                int turn = login % pause * sessions.length;
                if (turn % pause < sessions.length) {
                    tell(turn / pause);
                }
            }
            onTheirWay.forEach(edge -> sessions[edge]++);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void twoThousandLoginsSpreadWithinTenPercent(int boards) {
        Town town = new Town(boards, 0, 0, 0);
        town.logins(2_000, 300, 30);
        assertThat(town.sessions).satisfies(all -> {
            for (int sessions : all) {
                assertThat(sessions).isBetween(600, 733);
            }
        });
    }

    @Test
    void aNewEdgeFillsAtNoMoreThanTwiceItsShare() {
        Town town = new Town(3, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 0);
        town.logins(1_600, 300, 30);
        assertThat(town.sessions[7]).isBetween(300, 480);
        int before = town.sessions[7];
        town.logins(80, 300, 30);
        assertThat(town.sessions[7] - before)
                .as("of the next 80, its share is 10")
                .isLessThan(36);
    }

    @Test
    void regionComesBeforeLoad() {
        EdgeBoard board = board();
        board.learn(new Standing(node(0), "far", url(0), 0, CAPACITY, 0, false));
        board.learn(standing(1, 9_000));
        assertThat(chosen(board)).containsOnly(1);
    }

    @Test
    void anotherRegionIsBetterThanNone() {
        EdgeBoard board = board();
        board.learn(new Standing(node(0), "far", url(0), 0, CAPACITY, 0, false));
        board.learn(new Standing(node(1), "near", url(1), 0, CAPACITY, 0, true));
        assertThat(chosen(board)).containsOnly(0);
    }

    @Test
    void neverOneThatDrainsOrIsFull() {
        EdgeBoard board = board();
        board.learn(standing(0, CAPACITY));
        board.learn(new Standing(node(1), "near", url(1), 0, CAPACITY, 0, true));
        assertThat(board.recommend()).isEmpty();
        board.learn(standing(2, CAPACITY - 1));
        assertThat(board.recommend()).map(EdgeBoardTest::number).contains(2);
        assertThat(board.recommend()).as("with whom was sent there it is full").isEmpty();
    }

    @Test
    void loadIsMeasuredByCapacity() {
        EdgeBoard board = board();
        board.learn(new Standing(node(0), "near", url(0), 50, 100, 0, false));
        board.learn(standing(1, 100));
        assertThat(chosen(board)).containsOnly(1);
    }

    @Test
    void anEdgeThatLagsComesLast() {
        EdgeBoard board = board();
        board.learn(new Standing(node(0), "near", url(0), 0, CAPACITY, EdgeBoard.LATE_MILLIS + 1, false));
        assertThat(chosen(board)).containsOnly(0);
        board.learn(standing(1, CAPACITY - 100));
        assertThat(chosen(board)).containsOnly(1);
    }

    @Test
    void anEdgeThatIsNotHeardOfIsForgotten() {
        EdgeBoard board = board();
        board.learn(standing(0, 0));
        nanos.addAndGet(EdgeBoard.KEPT.toNanos() - 1);
        assertThat(board.recommend()).isPresent();
        nanos.incrementAndGet();
        assertThat(board.recommend()).isEmpty();
        assertThat(board.urls()).isEmpty();
    }

    @Test
    void elsewhereIsNeverWhereClientsComeFrom() {
        EdgeBoard board = board();
        board.learn(standing(0, 0));
        assertThat(board.elsewhere(node(0), "near", 1)).isEmpty();
        board.learn(standing(1, 9_000));
        assertThat(board.elsewhere(node(0), "near", 2)).containsExactly(url(1), url(1));
    }

    @Test
    void elsewhereIsInTheRegionOfWhoAsks() {
        EdgeBoard board = board();
        board.learn(standing(1, 0));
        board.learn(new Standing(node(2), "far", url(2), 9_000, CAPACITY, 0, false));
        assertThat(board.elsewhere(node(0), "far", 20)).containsOnly(url(2));
    }

    @Test
    void allOfManyClientsCountWhereTheyAreSent() {
        EdgeBoard board = board();
        board.learn(standing(1, 0));
        board.learn(standing(2, 0));
        List<URI> places = board.elsewhere(node(0), "near", 2 * CAPACITY - 100);
        assertThat(places).hasSizeLessThan(1_000).contains(url(1), url(2));
        board.elsewhere(node(0), "near", 100);
        assertThat(board.elsewhere(node(0), "near", 1)).as("both are full").isEmpty();
    }

    private EdgeBoard board() {
        return new EdgeBoard("near", nanos::get, random::nextInt);
    }

    private static List<Integer> chosen(EdgeBoard board) {
        List<Integer> chosen = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> chosen.add(number(board.recommend().orElseThrow())));
        return chosen;
    }

    private static Standing standing(int edge, int sessions) {
        return new Standing(node(edge), "near", url(edge), sessions, CAPACITY, 0, false);
    }

    private static NodeId node(int number) {
        return new NodeId("edge-" + number);
    }

    private static URI url(int number) {
        return URI.create("http://edge-" + number + ":8081");
    }

    private static int number(Standing standing) {
        return Integer.parseInt(standing.node().toString().substring("edge-".length()));
    }
}
