package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the image is made of what there is. */
class ImageTest {
    private final Image image = Image.read();

    @Test
    void isMadeOfImagesOfOneVersion() {
        assertThat(image.everywhere("FROM")).hasSize(2).allSatisfy(from -> assertThat(from)
                .matches("[a-z-]+:\\d+\\.\\d+\\.\\d+\\S*( AS build)?"));
    }

    @Test
    void copiesOnlyWhatIsThereAndIsNotLeftOut() throws IOException {
        List<String> sent = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> sources = image.everywhere("COPY").stream()
                .filter(copy -> !copy.startsWith("--from"))
                .flatMap(copy -> Arrays.stream(copy.split("\\s+")).limit(copy.split("\\s+").length - 1))
                .toList();
        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(sent).anyMatch(path -> path.equals(source) || path.startsWith(source + "/"));
        });
    }

    @Test
    void shipsWhatSeldomChangesFirst() {
        assertThat(image.copies())
                .extracting(Image.Copied::to)
                .containsExactly("/opt/parley/lib/", "/opt/parley/java.options", "/opt/parley/parley.jar");
    }

    @Test
    void runsAsAUserWithoutRights() {
        assertThat(image.all("USER")).hasSize(1).allSatisfy(user -> assertThat(user)
                .matches("[1-9]\\d+"));
    }

    @Test
    void opensToJavaWhatTheManifestOpens() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> options = ComposeFile.text("java.options").lines().toList();
        listed(pom, "Add-Opens").forEach(one -> assertThat(options).contains("--add-opens=" + one + "=ALL-UNNAMED"));
        listed(pom, "Add-Exports")
                .forEach(one -> assertThat(options).contains("--add-exports=" + one + "=ALL-UNNAMED"));
        assertThat(options)
                .contains("--enable-native-access="
                        + listed(pom, "Enable-Native-Access").get(0));
    }

    private static List<String> listed(String pom, String entry) {
        return Pattern.compile("<" + entry + ">([^<]+)<")
                .matcher(pom)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(" ")))
                .toList();
    }
}
