package dev.parley.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraSettingsTest {
    @Test
    void takesWhatIsUsualWhereNothingIsSaid() {
        CassandraSettings settings = CassandraSettings.parse("cassandra://db.example.org/parley");

        assertThat(settings.contacts()).containsExactly(InetSocketAddress.createUnresolved("db.example.org", 9042));
        assertThat(settings.keyspace()).isEqualTo("parley");
        assertThat(settings.datacenter()).isEmpty();
        assertThat(settings.replication()).isEmpty();
        assertThat(settings.login()).isEmpty();
        assertThat(settings.tls()).isFalse();
        assertThat(settings.authority()).isEmpty();
    }

    @Test
    void readsEveryOption() {
        CassandraSettings settings = CassandraSettings.parse(
                "cassandra://app:p%40s+s@one:9142,two:9143/chat?dc=eu-west&replication=5&tls=on&ca=/etc/ca%20x.pem&start=5");

        assertThat(settings.contacts())
                .containsExactly(
                        InetSocketAddress.createUnresolved("one", 9142),
                        InetSocketAddress.createUnresolved("two", 9143));
        assertThat(settings.datacenter()).contains("eu-west");
        assertThat(settings.replication()).hasValue(5);
        assertThat(settings.startWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.login()).contains(new CassandraSettings.Login("app", "p@s+s"));
        assertThat(settings.tls()).isTrue();
        assertThat(settings.authority()).contains(Path.of("/etc/ca x.pem"));
        assertThat(settings.place()).isEqualTo("one:9142,two:9143/chat");
        assertThat(settings.toString()).doesNotContain("p@s+s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cassandra://host:9042",
                "cassandra://host:0/parley",
                "cassandra://host:70000/parley",
                "cassandra://host/Parley",
                "cassandra://host/parley?color=red",
                "cassandra://host/parley?tls=maybe",
                "cassandra://host/parley?replication=0",
                "cassandra://host/parley?inbox=30",
                "cassandra://host/parley?dc=a'b",
                "cassandra://host/parley?tls=on&tls=off",
                "cassandra://u:secret@/parley",
                "cassandra://u:secret%zz@host/parley",
                "cassandra://u:secret@host/parley?ca=/ca.pem",
                "cassandra://u:secret@host/parley?tls=on&ca=",
                "redis://host/parley"
            })
    void refusesAnythingElseWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> CassandraSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a Cassandra URL: ")
                .hasMessageNotContaining("secret");
    }
}
