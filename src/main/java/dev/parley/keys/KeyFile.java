package dev.parley.keys;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file of signing keys: a JSON Web Key Set with private parts, for its owner only. The first key signs, all verify; so a
 * key is changed by adding the new one behind, and moving it to the front once every node has it. Methods block.
 */
public final class KeyFile {
    private final Path path;

    public KeyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** The keys of the file, which is made first where there is none. Of several processes at once, one makes it. */
    public List<JsonObject> load() {
        try {
            if (!Files.exists(path)) {
                create();
            }
            return read();
        } catch (IOException e) {
            throw broken("cannot be read or made: " + e);
        }
    }

    /**
     * Writes the whole file under another name, then links it to its own: a link, unlike a move, never replaces what another
     * process made meanwhile. A temporary file is readable by its owner only.
     */
    private void create() throws IOException {
        Files.createDirectories(path.getParent());
        Path draft = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
        try {
            write(draft, new JsonObject().put("keys", new JsonArray().add(SigningKey.generate())));
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException madeByAnother) {
            return;
        } finally {
            Files.delete(draft);
        }
    }

    private static void write(Path file, JsonObject keys) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(keys.encodePrettily());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private List<JsonObject> read() throws IOException {
        List<JsonObject> keys = parse(Files.readString(path));
        boolean usable = !keys.isEmpty()
                && keys.stream().allMatch(SigningKey::isWellFormed)
                && keys.get(0).getValue("d") instanceof String;
        if (!usable) {
            throw broken("is not a JSON Web Key Set of P-256 keys, the first of them private, each with a kid");
        }
        return keys;
    }

    /** The cause of a failure here quotes the text, so it is not passed on. */
    private List<JsonObject> parse(String text) {
        try {
            return new JsonObject(text)
                    .getJsonArray("keys").stream().map(JsonObject.class::cast).toList();
        } catch (RuntimeException quotesTheKeys) {
            throw broken("is not a JSON Web Key Set");
        }
    }

    private Failure broken(String what) {
        return Failure.of(FailureCode.UNAVAILABLE, "the key file " + path + " " + what);
    }
}
