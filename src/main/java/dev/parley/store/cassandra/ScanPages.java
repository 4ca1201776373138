package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.archive.Pages;
import io.vertx.cassandra.ResultSet;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rows of a table, in the order in which the nodes of the cluster have them. */
final class ScanPages<T> implements Pages<T> {
    private final Queries queries;
    private final BoundStatement select;
    private final Records<T> records;
    private final List<Row> rows = new ArrayList<>();
    private Optional<ResultSet> page = Optional.empty();

    /** Makes records of rows; not every row is one. */
    interface Records<T> {
        Future<List<T>> of(List<Row> rows);
    }

    ScanPages(Queries queries, BoundStatement select, Records<T> records) {
        this.queries = queries;
        this.select = select;
        this.records = records;
    }

    /** Rows are kept until records were made of them, so that asking again loses none. */
    @Override
    public Future<List<T>> next() {
        return fill().compose(filled -> records.of(List.copyOf(rows))).compose(made -> {
            rows.clear();
            return made.isEmpty() && hasMore() ? next() : Future.succeededFuture(made);
        });
    }

    private Future<Void> fill() {
        if (!rows.isEmpty() || !hasMore()) {
            return Future.succeededFuture();
        }
        return page.map(last -> last.fetchNextPage().recover(Failures::<ResultSet>raised))
                .orElseGet(() -> queries.pages(select))
                .map(this::fetched);
    }

    private Void fetched(ResultSet next) {
        page = Optional.of(next);
        next.currentPage().forEach(rows::add);
        return null;
    }

    private boolean hasMore() {
        return page.map(ResultSet::hasMorePages).orElse(true);
    }
}
