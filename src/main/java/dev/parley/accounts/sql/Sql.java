package dev.parley.accounts.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.templates.RowMapper;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Runs statements whose parameters are named, as {@code #{name}}. */
final class Sql {
    private Sql() {}

    /** @return a future completed with how many rows were changed */
    static Future<Integer> update(SqlClient client, String statement, Map<String, Object> parameters) {
        return SqlTemplate.forUpdate(client, statement).execute(parameters).map(SqlResult::rowCount);
    }

    /** Runs a statement once for each of some parameters. */
    static Future<Void> batch(SqlClient client, String statement, List<Map<String, Object>> parameters) {
        return parameters.isEmpty()
                ? Future.succeededFuture()
                : SqlTemplate.forUpdate(client, statement)
                        .executeBatch(parameters)
                        .mapEmpty();
    }

    static <T> Future<List<T>> query(
            SqlClient client, String statement, RowMapper<T> mapper, Map<String, Object> parameters) {
        return SqlTemplate.forQuery(client, statement)
                .mapTo(mapper)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    /** @return a future completed with the first row, if there is any */
    static Future<Optional<Row>> row(SqlClient client, String statement, Map<String, Object> parameters) {
        return query(client, statement, row -> row, parameters)
                .map(rows -> rows.stream().findFirst());
    }

    /**
     * A list of values for {@code IN}.
     *
     * @param names in brackets
     */
    record Ids(String names, Map<String, Object> parameters) {
        /** @param ids at least one */
        static <T> Ids of(Collection<T> ids, ToLongFunction<T> value) {
            return of("id", ids, value::applyAsLong);
        }

        /**
         * The same where a statement has several lists.
         *
         * @param list what tells this one from the others
         */
        static <T> Ids of(String list, Collection<T> values, Function<T, Object> value) {
            Map<String, Object> parameters = new HashMap<>();
            StringBuilder names = new StringBuilder();
            for (T one : values) {
                String name = list + parameters.size();
                names.append(names.isEmpty() ? "(" : ", ")
                        .append("#{")
                        .append(name)
                        .append('}');
                parameters.put(name, value.apply(one));
            }
            return new Ids(names.append(')').toString(), parameters);
        }

        /** The same beside another list. */
        Ids and(Ids other) {
            Map<String, Object> more = new HashMap<>(parameters);
            more.putAll(other.parameters);
            return new Ids(names, more);
        }

        /** The same beside another parameter. */
        Ids and(String name, Object value) {
            Map<String, Object> more = new HashMap<>(parameters);
            more.put(name, value);
            return new Ids(names, more);
        }
    }
}
