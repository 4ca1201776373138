package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.parley.metrics.DocumentedMetrics;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Whether dashboard and alerts ask for what is measured, and operators are told what to do. */
class MonitoringTest {
    private static final Pattern SERIES = Pattern.compile("\\b(parley|vertx|jvm|process|system)_[a-z_0-9]+");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void everyPanelAsksForWhatIsMeasured() throws IOException {
        List<String> queries = new ObjectMapper()
                .readTree(ComposeFile.text("grafana/parley.json"))
                .findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(20).allSatisfy(MonitoringTest::asksForWhatIsMeasured);
    }

    @Test
    void everyAlertAsksForWhatIsMeasured() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String query = alert.path("expr").asText();
            if (!query.equals("up{job=\"parley\"} == 0")) {
                asksForWhatIsMeasured(query);
            }
            assertThat(alert.path("annotations").path("summary").asText()).isNotEmpty();
        });
    }

    @Test
    void operatorsAreToldWhatToDoWhenAnAlertFires() throws IOException {
        String page = DocumentedMetrics.page();
        List<String> paragraphs = Pattern.compile("(?m)^\\*\\*(Parley\\w+)\\*\\*: ")
                .matcher(page.substring(page.indexOf("\n## When an alert fires")))
                .results()
                .map(paragraph -> paragraph.group(1))
                .toList();
        assertThat(paragraphs)
                .containsExactlyElementsOf(alerts().stream()
                        .map(alert -> alert.path("alert").asText())
                        .toList());
    }

    @Test
    void everyNodeIsScrapedWhereItAnswers() throws IOException {
        ComposeFile compose =
                ComposeFile.read("compose.yaml", Map.of("POSTGRES_PASSWORD", "postgres", "REDIS_PASSWORD", "redis"));
        Set<String> nodes = new HashSet<>();
        compose.nodes().keySet().forEach(node -> nodes.add(node + ":8082"));
        JsonNode job =
                YAML.readTree(ComposeFile.text("prometheus/prometheus.yaml")).at("/scrape_configs/0");
        assertThat(job.path("job_name").asText()).isEqualTo("parley");
        assertThat(job.at("/static_configs/0/targets"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(nodes);
    }

    private static void asksForWhatIsMeasured(String query) {
        List<String> metrics = SERIES.matcher(query)
                .results()
                .map(MatchResult::group)
                .map(DocumentedMetrics::metric)
                .toList();
        assertThat(metrics).as(query).isNotEmpty();
        assertThat(DocumentedMetrics.names()).as(query).containsAll(metrics);
    }

    private static List<JsonNode> alerts() throws IOException {
        JsonNode rules =
                YAML.readTree(ComposeFile.text("prometheus/alerts.yaml")).at("/groups/0/rules");
        return StreamSupport.stream(rules.spliterator(), false).toList();
    }
}
