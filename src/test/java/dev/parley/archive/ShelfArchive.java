package dev.parley.archive;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An archive in memory, which fails as often as a test wants it to. */
final class ShelfArchive implements Archive {
    private static final int PAGE = 3;

    final Map<String, Set<JsonObject>> shelves = new TreeMap<>();
    final List<String> begun = new ArrayList<>();
    boolean ended;
    boolean taken;
    int failures;

    ShelfArchive(String... tables) {
        for (String table : tables) {
            shelves.put(table, new LinkedHashSet<>());
        }
    }

    ShelfArchive with(String table, int records) {
        for (int i = 0; i < records; i++) {
            shelves.get(table).add(new JsonObject().put("id", i).put("text", table + " \uD83D\uDE80\n\"" + i));
        }
        return this;
    }

    @Override
    public List<ArchiveTable> tables() {
        return shelves.keySet().stream().<ArchiveTable>map(Shelf::new).toList();
    }

    @Override
    public Future<Boolean> takes(String export) {
        return taken
                ? Future.failedFuture(Failure.of(FailureCode.INVALID, "the shelf holds something"))
                : Future.succeededFuture(!ended);
    }

    @Override
    public Future<Void> begin(String export) {
        begun.add(export);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        ended = true;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private <T> Future<T> unlessItFails(Future<T> outcome) {
        return failures-- > 0
                ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the shelf cannot be reached"))
                : outcome;
    }

    private final class Shelf implements ArchiveTable {
        private final String name;

        Shelf(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Pages<JsonObject> read() {
            Deque<JsonObject> left = new ArrayDeque<>(shelves.get(name));
            return () -> unlessItFails(Future.succeededFuture()).map(reached -> {
                List<JsonObject> page = new ArrayList<>();
                while (page.size() < PAGE && !left.isEmpty()) {
                    page.add(left.remove());
                }
                return page;
            });
        }

        @Override
        public Future<Void> write(List<JsonObject> records) {
            return unlessItFails(Future.succeededFuture()).map(reached -> {
                shelves.get(name).addAll(records);
                return null;
            });
        }
    }
}
