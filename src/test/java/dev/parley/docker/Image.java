package dev.parley.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What {@code docker/Dockerfile} says of the image. */
public final class Image {
    private static final String BUILT = "/build/";

    private final List<Instruction> instructions;

    private Image(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    record Instruction(String name, String rest) {
        static Instruction parse(String line) {
            String[] parts = line.strip().split("\\s+", 2);
            return new Instruction(parts[0], parts[1]);
        }
    }

    /** A copy to {@code to} of what is at {@code from}, in the project once that is built. */
    record Copied(Path from, String to) {}

    public static Image read() {
        String joined =
                ComposeFile.text("Dockerfile").replaceAll("(?m)^#.*$", "").replaceAll("\\\\\n", " ");
        return new Image(joined.lines()
                .filter(line -> !line.isBlank())
                .map(Instruction::parse)
                .toList());
    }

    /** The instructions of that name in the stage that becomes the image. */
    List<String> all(String name) {
        int start = 0;
        for (int i = 0; i < instructions.size(); i++) {
            start = instructions.get(i).name().equals("FROM") ? i : start;
        }
        return named(instructions.subList(start, instructions.size()), name);
    }

    /** The same in all stages. */
    List<String> everywhere(String name) {
        return named(instructions, name);
    }

    private static List<String> named(List<Instruction> among, String name) {
        return among.stream()
                .filter(one -> one.name().equals(name))
                .map(Instruction::rest)
                .toList();
    }

    List<Copied> copies() {
        return all("COPY").stream().map(Image::copied).toList();
    }

    private static Copied copied(String copy) {
        List<String> parts = new ArrayList<>(Arrays.asList(copy.split("\\s+")));
        boolean built = parts.removeIf(part -> part.equals("--from=build"));
        String from = built ? parts.get(0).substring(BUILT.length()) : parts.get(0);
        return new Copied(Path.of(from), parts.get(1));
    }

    /** Copies the files of the image to below {@code root}. */
    public void layOut(Path root) {
        for (Copied copy : copies()) {
            try (Stream<Path> files = Files.walk(copy.from(), FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = root.resolve(copy.to().substring(1));
                    Path target = Files.isDirectory(copy.from())
                            ? to.resolve(copy.from().relativize(file))
                            : to;
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, file.toAbsolutePath());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The command that a container runs. */
    public List<String> entrypoint() {
        return list(all("ENTRYPOINT").get(0));
    }

    /** The command by which a container is found well. */
    public List<String> healthCheck() {
        String check = all("HEALTHCHECK").get(0);
        return list(check.substring(check.indexOf('[')));
    }

    private static List<String> list(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
