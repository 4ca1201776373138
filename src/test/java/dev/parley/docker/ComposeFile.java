package dev.parley.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A compose file with its variables filled in. */
public final class ComposeFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([?-])([^}]*))?}");
    private static final String OUR_IMAGE = "parley:";

    private final JsonNode root;

    private ComposeFile(JsonNode root) {
        this.root = root;
    }

    /** Reads {@code docker/<name>}; a variable without a value takes its default, and fails where it has none. */
    public static ComposeFile read(String name, Map<String, String> variables) {
        String text = VARIABLE.matcher(text(name)).replaceAll(match -> value(match, variables));
        Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new ComposeFile(new ObjectMapper().valueToTree(loaded));
    }

    static String text(String name) {
        try {
            return Files.readString(Path.of("docker", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(MatchResult variable, Map<String, String> variables) {
        String given = variables.getOrDefault(variable.group(1), "");
        if (given.isEmpty() && !"-".equals(variable.group(2))) {
            throw new IllegalArgumentException(variable.group(1) + ": " + variable.group(3));
        }
        return given.isEmpty() ? variable.group(3) : given;
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        root.path("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    /** Those that run our image. */
    Map<String, JsonNode> nodes() {
        Map<String, JsonNode> nodes = services();
        nodes.values().removeIf(service -> !service.path("image").asText().startsWith(OUR_IMAGE));
        return nodes;
    }

    /** The environment that a service is given. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        services()
                .get(service)
                .path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    /** What is given to the start command of a service. */
    public List<String> command(String service) {
        List<String> command = new ArrayList<>();
        services().get(service).path("command").forEach(argument -> command.add(argument.asText()));
        return command;
    }
}
