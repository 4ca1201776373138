package dev.parley.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the web client, as the build left it.
 *
 * @param path where it is served, without the slash at the front
 * @param gzip the same, compressed
 * @param tag changes whenever the file does
 */
record WebFile(String path, Buffer plain, Buffer gzip, String tag) {
    private static final Logger LOG = LoggerFactory.getLogger(WebFile.class);
    private static final String FOLDER = "web/";
    private static final String LIST = FOLDER + "files.txt";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /**
     * Reads all files of the web client, which are small enough to be kept in memory.
     *
     * @return a future completed with the files by path; none when this build has no web client
     */
    static Future<Map<String, WebFile>> readAll(FileSystem files) {
        return files.exists(LIST).compose(built -> built ? readListed(files) : without());
    }

    private static Future<Map<String, WebFile>> without() {
        LOG.warn("this build has no web client");
        return Future.succeededFuture(Map.of());
    }

    private static Future<Map<String, WebFile>> readListed(FileSystem files) {
        return files.readFile(LIST)
                .compose(list -> Future.all(list.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(path -> read(files, path))
                        .toList()))
                .map(all -> all.<WebFile>list().stream().collect(Collectors.toMap(WebFile::path, Function.identity())));
    }

    private static Future<WebFile> read(FileSystem files, String path) {
        return Future.all(files.readFile(FOLDER + path), files.readFile(FOLDER + path + ".gz"))
                .map(both -> of(path, both.resultAt(0), both.resultAt(1)));
    }

    private static WebFile of(String path, Buffer plain, Buffer gzip) {
        return new WebFile(path, plain, gzip, "W/\"" + hash(plain) + '"');
    }

    private static String hash(Buffer plain) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain.getBytes());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Its media type. */
    String type() {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** Whether its name changes whenever the file does, so that it can be kept for ever. */
    boolean isImmutable() {
        return path.startsWith("assets/");
    }
}
