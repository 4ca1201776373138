package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private final Promise<String> answer = Promise.promise();
    private final Shop shop = metrics.timed(
            Shop.class,
            new Shop() {
                @Override
                public Future<String> sell(String what, int count) {
                    if (count < 0) {
                        throw new IllegalArgumentException("negative");
                    }
                    return answer.future().map(text -> text + what + count);
                }

                @Override
                public Desk desk() {
                    return () -> Future.failedFuture(Failure.of(FailureCode.TIMEOUT, "asleep"));
                }

                @Override
                public String toString() {
                    return "the shop";
                }
            },
            "shop");

    interface Shop {
        Future<String> sell(String what, int count);

        Desk desk();
    }

    @FunctionalInterface
    interface Desk {
        Future<Void> ring();
    }

    @Test
    void answersAsTheStoreDoes() {
        answer.complete("sold ");
        assertThat(shop.sell("tea", 2).result()).isEqualTo("sold tea2");
        assertThat(shop).hasToString("the shop");
        assertThat(shop.desk().ring().cause()).hasMessage("asleep");
    }

    @Test
    void countsACallUnderItsNameAndOutcome() {
        answer.complete("sold ");
        shop.sell("tea", 2);
        shop.sell("tea", 2);
        assertThat(count("sell", "ok")).isEqualTo("2");
        assertThat(metrics.scrape())
                .contains("parley_store_seconds_bucket{call=\"sell\",outcome=\"ok\",store=\"shop\",le=\"5.0\"} 2")
                .contains("parley_store_seconds_sum{call=\"sell\",outcome=\"ok\",store=\"shop\"}");
    }

    @Test
    void countsCallsOfStoresThatAStoreConsistsOf() {
        shop.desk().ring();
        assertThat(count("desk.ring", "timeout")).isEqualTo("1");
    }

    @Test
    void saysHowManyCallsAreNotAnsweredYet() {
        shop.sell("tea", 1);
        shop.sell("tea", 2);
        assertThat(inFlight()).isEqualTo("2");
        answer.complete("sold ");
        assertThat(inFlight()).isEqualTo("0");
    }

    @Test
    void tellsRefusalsOutagesAndDefectsApart() {
        answer.fail(Failure.of(FailureCode.UNAVAILABLE, "closed"));
        shop.sell("tea", 1);
        assertThat(count("sell", "unavailable")).isEqualTo("1");
        assertThat(Outcome.of(Failure.of(FailureCode.USERNAME_TAKEN, "taken"))).isEqualTo(Outcome.REFUSED);
        assertThat(Outcome.of(Failure.of(FailureCode.INTERNAL, "broken"))).isEqualTo(Outcome.ERROR);
        assertThat(Outcome.of(new IllegalStateException())).isEqualTo(Outcome.ERROR);
    }

    @Test
    void countsACallThatThrows() {
        assertThatThrownBy(() -> shop.sell("tea", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(count("sell", "error")).isEqualTo("1");
        assertThat(inFlight()).isEqualTo("0");
    }

    private String count(String call, String outcome) {
        return value("parley_store_seconds_count{call=\"%s\",outcome=\"%s\",store=\"shop\"} ".formatted(call, outcome));
    }

    private String inFlight() {
        return value("parley_store_in_flight{call=\"sell\",store=\"shop\"} ").replace(".0", "");
    }

    private String value(String series) {
        List<String> lines =
                metrics.scrape().lines().filter(line -> line.startsWith(series)).toList();
        assertThat(lines).as(series).hasSize(1);
        return lines.get(0).substring(series.length());
    }
}
