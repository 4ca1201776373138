package dev.parley.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A script that Redis runs at once or not at all. It is called by its digest; a server that does not know it is sent it. */
public record Script(String text, String digest) {
    /** Reads the script of that name from beside {@code user}. */
    public static Script beside(Class<?> user, String name) {
        try (InputStream in = user.getResourceAsStream(name + ".lua")) {
            byte[] text = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return new Script(
                    new String(text, StandardCharsets.UTF_8), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of the script; in a cluster all keys have one slot. */
    public Call call(List<String> keys, List<String> arguments) {
        return new Call(
                request(Command.EVALSHA, digest, keys, arguments), request(Command.EVAL, text, keys, arguments));
    }

    private static Request request(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
