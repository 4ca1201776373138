package dev.parley.accounts.sql;

import dev.parley.accounts.TieStore.Word;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Notes within one transaction who wrote to whom. Of two transactions at once the second sees what the first has noted. */
final class WordWriter {
    private static final String KNOWN = "SELECT a.low, a.high, a.opener, a.answered FROM acquaintances a JOIN (VALUES ";
    private static final String BY_PAIR = ") AS w (low, high) ON a.low = w.low AND a.high = w.high";
    private static final String FIRST = "INSERT INTO acquaintances (low, high, opener, answered)"
            + " VALUES (#{low}, #{high}, #{writer}, FALSE) ON CONFLICT DO NOTHING";
    private static final String IS_ANSWER =
            " WHERE low = #{low} AND high = #{high} AND opener <> #{writer} AND NOT answered";
    private static final String CHANGE = "INSERT INTO standing_changes (low, high, changed_at) SELECT low, high, "
            + SqlTies.NOW + " FROM acquaintances" + IS_ANSWER;
    private static final String ANSWER = "UPDATE acquaintances SET answered = TRUE" + IS_ANSWER;

    /** In one order, so that no two transactions wait for each other. */
    private static final Comparator<Word> IN_ORDER = Comparator.comparingLong(
                    (Word word) -> word.pair().low().value())
            .thenComparingLong(word -> word.pair().high().value());

    private final SqlClient client;

    WordWriter(SqlClient client) {
        this.client = client;
    }

    private record Known(Direct pair, UserId opener, boolean answered) {
        static Known of(Row row) {
            UserId low = new UserId(row.getLong("low"));
            UserId high = new UserId(row.getLong("high"));
            return new Known(
                    (Direct) ConversationId.direct(low, high),
                    new UserId(row.getLong("opener")),
                    row.getBoolean("answered"));
        }

        boolean has(Word word) {
            return answered || opener.equals(word.writer());
        }
    }

    /** @return a future completed with the pairs of which a word is news */
    Future<Set<Direct>> note(List<Word> words) {
        return known(words).map(known -> news(words, known)).compose(news -> keep(news)
                .map(kept -> news.stream().map(Word::pair).collect(Collectors.toSet())));
    }

    private Future<Map<Direct, Known>> known(List<Word> words) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder pairs = new StringBuilder();
        for (Word word : words) {
            int number = parameters.size();
            parameters.put("low" + number, word.pair().low().value());
            parameters.put("high" + number, word.pair().high().value());
            pairs.append(pairs.isEmpty() ? "" : ", ")
                    .append("(CAST(#{low")
                    .append(number)
                    .append("} AS BIGINT), CAST(#{high")
                    .append(number)
                    .append("} AS BIGINT))");
        }
        return Sql.query(client, KNOWN + pairs + BY_PAIR, Known::of, parameters)
                .map(rows -> rows.stream().distinct().collect(Collectors.toMap(Known::pair, Function.identity())));
    }

    private static List<Word> news(List<Word> words, Map<Direct, Known> known) {
        return words.stream()
                .filter(word -> !known.containsKey(word.pair())
                        || !known.get(word.pair()).has(word))
                .sorted(IN_ORDER)
                .toList();
    }

    /** Of the two who write at the same time, one is the first and the other one answers. */
    private Future<Void> keep(List<Word> news) {
        List<Map<String, Object>> parameters =
                news.stream().map(WordWriter::parameters).toList();
        return Sql.batch(client, FIRST, parameters)
                .compose(first -> Sql.batch(client, CHANGE, parameters))
                .compose(noted -> Sql.batch(client, ANSWER, parameters));
    }

    private static Map<String, Object> parameters(Word word) {
        return Map.of(
                "low",
                word.pair().low().value(),
                "high",
                word.pair().high().value(),
                "writer",
                word.writer().value());
    }
}
