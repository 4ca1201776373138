package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.redis.RedisSettings.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    redis://localhost                                 | redis://localhost:6379/0
                    redis://localhost/                                | redis://localhost:6379/0
                    redis://10.0.0.1:7000/3                           | redis://10.0.0.1:7000/3
                    redis://[::1]:7000                                | redis://[::1]:7000/0
                    rediss://cache.example.org                        | rediss://cache.example.org:6379/0
                    redis://:secret@localhost                         | redis://localhost:6379/0
                    redis://alice:secret@localhost                    | redis://localhost:6379/0
                    redis://a,b:7001,c?mode=cluster                   | redis://a:6379,b:7001,c:6379/0?mode=cluster
                    redis://alice:secret@a,b?mode=cluster             | redis://a:6379,b:6379/0?mode=cluster
                    redis://s1:26379,s2:26379/2?mode=sentinel&master=main | redis://s1:26379,s2:26379/2?mode=sentinel&master=main
                    rediss://a?ca=/etc/ca.pem&mode=single             | rediss://a:6379/0
                    """)
    void readsUrlsAndShowsThemWithoutCredentials(String url, String shown) {
        assertThat(RedisSettings.parse(url)).hasToString(shown);
    }

    @Test
    void readsEveryPart() {
        assertThat(RedisSettings.parse("rediss://a,b:2?ca=/ca%20x.pem&mode=sentinel&master=m"))
                .isEqualTo(new RedisSettings(
                        Mode.SENTINEL,
                        true,
                        List.of("a:6379", "b:2"),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.of("m"),
                        Optional.of(Path.of("/ca x.pem"))));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://alice:p%40ss%3A%2F%25+1@h, alice, p@ss:/%+1",
        "redis://:only@h, '', only",
        "redis://a%3Ab:c:d@h, a:b, c:d",
        "redis://u:@h, u, ''"
    })
    void decodesCredentials(String url, String user, String password) {
        RedisSettings settings = RedisSettings.parse(url);
        assertThat(settings.user().orElse("")).isEqualTo(user);
        assertThat(settings.password()).contains(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis",
                "redis://",
                "http://secret@localhost",
                "redis://:secret@localhost:0",
                "redis://:secret@localhost:65536",
                "redis://:secret@localhost/x",
                "redis://:secret@localhost/0/1",
                "redis://:secret@local host",
                "redis://:secret@localhost#1",
                "redis://:secret@a,b",
                "redis://:secret@a,,b?mode=cluster",
                "redis://:secret@a/1?mode=cluster",
                "redis://:secret@a?mode=other",
                "redis://:secret@a?mode=sentinel",
                "redis://:secret@a?master=m",
                "redis://:secret@a?password=secret",
                "redis://:secret@a?mode=cluster&mode=single",
                "redis://:secret@a?mode",
                "redis://:secret@a?ca=/x.pem",
                "redis://secret@a",
            })
    void refusesWhatIsNoUrlWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSettings.parse(url))
                .satisfies(e -> assertThat(e)
                        .hasMessageStartingWith("not a Redis URL: ")
                        .hasNoCause())
                .withMessageNotContaining("secret");
    }
}
