package dev.parley.accounts.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.accounts.sql.PostgresSettings.Tls;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://ann@localhost/chat, postgresql://localhost:5432/chat",
        "postgresql://ann:secret@10.0.0.1:7000/chat, postgresql://10.0.0.1:7000/chat",
        "postgresql://ann:secret@[::1]:7000/chat, postgresql://[::1]:7000/chat",
        "postgresql://ann:secret@db/chat?sslmode=require, postgresql://db:5432/chat",
    })
    void readsUrlsAndShowsThemWithoutCredentials(String url, String shown) {
        assertThat(PostgresSettings.parse(url)).hasToString(shown);
    }

    @Test
    void readsEveryPart() {
        String url = "postgresql://a%3Ab:p%40ss%3A%2F%25+1@h:7/my%20chat?sslmode=verify-full&sslrootcert=/ca%20x.pem";
        assertThat(PostgresSettings.parse(url))
                .isEqualTo(new PostgresSettings(
                        "h", 7, "my chat", "a:b", Optional.of("p@ss:/%+1"), Tls.VERIFY_FULL, Optional.of("/ca x.pem")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:s3cret@localhost",
                "postgresql://ann:s3cret@localhost/",
                "postgresql://ann:s3cret@localhost/a/b",
                "postgresql://ann:s3cret@/chat",
                "postgresql://:s3cret@localhost/chat",
                "postgresql://localhost/s3cret",
                "postgresql://ann:s3cret@localhost:0/chat",
                "postgresql://ann:s3cret@localhost:65536/chat",
                "postgresql://ann:s3cret@one,two/chat",
                "postgresql://ann:s3cret@localhost/chat#s3cret",
                "postgresql://ann:s3cret%zz@localhost/chat",
                "postgresql://ann:s3 cret@localhost/chat",
                "postgresql://ann:s3cret@localhost/chat?sslmode=s3cret",
                "postgresql://ann:s3cret@localhost/chat?sslmode=verify-full",
                "postgresql://ann:s3cret@localhost/chat?sslrootcert=s3cret",
                "postgresql://ann:s3cret@localhost/chat?sslmode=require&sslmode=require",
                "postgresql://ann:s3cret@localhost/chat?password=s3cret",
                "mysql://ann:s3cret@localhost/chat",
            })
    void refusesAnythingElseWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresSettings.parse(url))
                .satisfies(refused -> assertThat(refused).hasMessageStartingWith("not a PostgreSQL URL: "))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("s3"));
    }
}
