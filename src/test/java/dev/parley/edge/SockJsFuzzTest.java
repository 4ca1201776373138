package dev.parley.edge;

import dev.parley.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A short run. */
class SockJsFuzzTest {
    private static final List<String> POSTS = List.of(
            "[\"{\\\"type\\\":\\\"hello\\\",\\\"token\\\":\\\"41/9\\\"}\"]",
            "[\"{\\\"type\\\":\\\"heartbeat\\\"}\", \"{\\\"type\\\":\\\"ping\\\"}\"]",
            "\"{\\\"type\\\":\\\"register\\\",\\\"address\\\":\\\"user.41\\\",\\\"headers\\\":{\\\"Authorization\\\":\\\"Bearer 41/9\\\"}}\"",
            "[]",
            "");

    private static final List<String> PIECES = List.of(
            "\"", "\\\"", "[", "]", "{", "}", ",", "null", "1e999", "\\u", "\\ud83d", "\u0000", "[[[[[[[[", "d=");

    @AfterAll
    static void stop() {
        SockJsFuzz.stop();
    }

    @Test
    void everyPostIsTakenOrRefused() {
        new Mutations(POSTS, PIECES).tryOn(SockJsFuzz::fuzzerTestOneInput, 200);
    }
}
