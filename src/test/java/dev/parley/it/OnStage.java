package dev.parley.it;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one server and one browser. Classes run one after the other. */
abstract class OnStage {
    static Stage stage;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void raise() throws InterruptedException {
        stage = Stage.in(folder);
    }

    /** Nobody of one test is online in the next. */
    @AfterEach
    void leave() {
        stage.chromium().close();
    }

    @AfterAll
    static void strike() {
        if (stage != null) {
            stage.close();
        }
    }
}
