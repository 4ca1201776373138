package dev.parley.ops;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of the console: one file, whose script and style are known to the browser by their hashes, and which may reach
 * nothing but this port.
 */
record ConsolePage(Buffer body, Map<String, String> headers) {
    private static final String FILE = "console.html";

    static ConsolePage load() {
        try (InputStream in = ConsolePage.class.getResourceAsStream(FILE)) {
            String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ConsolePage(
                    Buffer.buffer(html),
                    Map.of(
                            "Content-Type", "text/html; charset=utf-8",
                            "Cache-Control", "no-store",
                            "X-Content-Type-Options", "nosniff",
                            "Referrer-Policy", "no-referrer",
                            "Content-Security-Policy", policy(html)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policy(String html) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src " + hash(html, "script"),
                "style-src " + hash(html, "style"),
                "img-src data:",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    /** What is between the tags, by which a browser knows it again. */
    private static String hash(String html, String tag) {
        Matcher element = Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL)
                .matcher(html);
        if (!element.find()) {
            throw new IllegalStateException("the console has no " + tag);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(element.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
