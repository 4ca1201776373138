package dev.parley.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportAndImportTest {
    @TempDir
    private Path folder;

    private final ShelfArchive from = new ShelfArchive("apples", "pears", "plums");
    private final ShelfArchive to = new ShelfArchive("apples", "pears", "plums");
    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("all.gz");
        from.with("apples", 700).with("pears", 2);
    }

    @Test
    void takesInWhatWasWritten() throws IOException {
        Contents written = export();
        Contents read = take();

        assertThat(to.shelves).isEqualTo(from.shelves);
        assertThat(read).isEqualTo(written);
        assertThat(written.records()).isEqualTo(Map.of("apples", 700L, "pears", 2L));
        assertThat(to.begun).containsExactly(written.checksum());
        assertThat(to.ended).isTrue();
    }

    @Test
    void takesAStepAgainThatFailedInPassing() throws IOException {
        from.failures = 1;
        export();
        to.failures = 1;
        take();

        assertThat(to.shelves).isEqualTo(from.shelves);
    }

    @Test
    void goesOnWhereAnImportBrokeOffBetweenTheEndsOfTwoStores() throws IOException {
        export();
        take();
        ShelfArchive other = new ShelfArchive("quinces");
        new Importer(List.of(to, other), line -> {}).read(file);

        assertThat(other.ended).isTrue();
        assertThat(to.shelves).isEqualTo(from.shelves);
        assertThatThrownBy(this::take).hasMessageEndingWith("was imported before");
    }

    @Test
    void changesNoStoreWhenOneOfThemHoldsSomething() throws IOException {
        export();
        ShelfArchive other = new ShelfArchive("quinces");
        other.taken = true;

        assertThatThrownBy(() -> new Importer(List.of(to, other), line -> {}).read(file))
                .hasMessage("the shelf holds something");
        assertThat(to.begun).isEmpty();
    }

    @Test
    void leavesNoFileWhenThereIsNothingToWrite() {
        assertThatThrownBy(() -> new Exporter(List.of(to), line -> {}).write(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nothing in the stores");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws IOException {
        Files.writeString(file, "mine");

        assertThatThrownBy(this::export).isInstanceOf(Failure.class).hasMessageContaining("exists already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void letsOnlyItsOwnerReadTheFile() throws IOException {
        export();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        export();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 11; length < whole.length; length += 1 + whole.length / 50) {
            refuses(Arrays.copyOf(whole, length), "is cut off");
        }
        refuses(Arrays.copyOf(whole, whole.length - 1), "is cut off");
    }

    @Test
    void refusesAFileInWhichAnyByteIsWrong() throws IOException {
        export();
        byte[] whole = Files.readAllBytes(file);
        for (int place = 12; place < whole.length; place += 1 + whole.length / 50) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x10;
            refuses(damaged, "");
        }
    }

    @Test
    void refusesAFileWhoseLinesWereChanged() throws IOException {
        export();

        refusesText(text -> text.replaceFirst("apples", "pears_"), "are not what its end says");
        refusesText(text -> text.replaceFirst("\\{\"table\".*\n", ""), "are not what its end says");
        refusesText(text -> text + "{}\n", "something follows its end");
        refusesText(text -> text.replaceFirst("\\{\"end\".*\n", ""), "is cut off");
        refusesText(text -> text.replaceFirst("\\{\"table\"", "table"), "a line is not JSON");
        refusesText(text -> text.replaceFirst("\"record\":\\{", "\"other\":{"), "a line is no record");
        refusesText(text -> text.replaceFirst("\"records\":\\{", "\"other\":{"), "its end cannot be read");
    }

    @Test
    void refusesAFileOfAnotherKindOrFormat() throws IOException {
        refuses("hello".getBytes(StandardCharsets.UTF_8), "is not an export of Parley");
        Files.delete(file);
        export();
        refusesText(text -> "{}\n" + text, "is not an export of Parley");
        refusesText(text -> text.replace("\"parleyExport\":1", "\"parleyExport\":2"), "has format 2");
    }

    @Test
    void refusesATableThatItDoesNotKnow() throws IOException {
        export();
        ShelfArchive small = new ShelfArchive("apples");

        assertThatThrownBy(() -> new Importer(List.of(small), line -> {}).read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has pears");
        assertThat(small.begun).isEmpty();
    }

    private Contents export() throws IOException {
        return new Exporter(List.of(from), line -> {}).write(file);
    }

    private Contents take() throws IOException {
        return new Importer(List.of(to), line -> {}).read(file);
    }

    /** Before a store hears of it. */
    private void refuses(byte[] bytes, String why) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(this::take)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(why);
        assertThat(to.begun).isEmpty();
    }

    private void refusesText(UnaryOperator<String> change, String why) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        refuses(zipped(change.apply(unzipped())), why);
        Files.write(file, whole);
    }

    private String unzipped() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
