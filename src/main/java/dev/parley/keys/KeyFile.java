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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file of signing keys: a JSON Web Key Set with private parts, for its owner only. The first key signs, all verify; so a
 * key is changed by adding the new one behind, and moving it to the front once every node has it. Methods block, and fail with
 * a {@link Failure} when the file cannot be used.
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
        } catch (IOException e) {
            throw broken("cannot be made: " + e);
        }
        return read();
    }

    /** The keys of the file, which has to be there. */
    public List<JsonObject> read() {
        try {
            return usable(Files.readString(path));
        } catch (IOException e) {
            throw broken("cannot be read: " + e);
        }
    }

    /** Adds a new key, which does not sign yet; only when no other waits for that. */
    public void add() {
        List<JsonObject> keys = read();
        if (keys.size() > 1) {
            throw broken("has another key already, which is to be dropped first");
        }
        replace(List.of(keys.get(0), SigningKey.generate()));
    }

    /** Signs with the other key from now on. */
    public void swap() {
        List<JsonObject> keys = read();
        if (keys.size() != 2) {
            throw broken("has " + keys.size() + " keys, and not two to change places");
        }
        replace(List.of(keys.get(1), keys.get(0)));
    }

    /** Forgets every key but the one that signs. */
    public void drop() {
        replace(read().subList(0, 1));
    }

    /** Whoever reads meanwhile gets the old keys or the new ones. */
    private void replace(List<JsonObject> keys) {
        if (keys.get(0).getValue("d") == null) {
            throw broken("has the private part of one key only");
        }
        try {
            Path draft = draft(keys);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw broken("cannot be written: " + e);
        }
    }

    /**
     * Writes the whole file under another name, then links it to its own: a link, unlike a move, never replaces what another
     * process made meanwhile.
     */
    private void create() throws IOException {
        Files.createDirectories(path.getParent());
        Path draft = draft(List.of(SigningKey.generate()));
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException madeByAnother) {
            return;
        } finally {
            Files.delete(draft);
        }
    }

    /** A file beside the real one; being temporary, it is readable by its owner only. */
    private Path draft(List<JsonObject> keys) throws IOException {
        Path draft = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            JsonObject set = new JsonObject().put("keys", new JsonArray(keys));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(set.encodePrettily());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    private List<JsonObject> usable(String text) {
        List<JsonObject> keys = parse(text);
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
