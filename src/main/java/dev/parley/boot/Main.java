package dev.parley.boot;

import dev.parley.config.SettingsHelp;
import io.vertx.launcher.application.VertxApplication;

/** Starts Parley with the launcher of Vert.x: {@code java -jar parley.jar [-cluster] [--conf FILE] [--help]}. */
public final class Main extends VertxApplication {
    private Main(String[] args, Launch launch) {
        super(args, launch);
    }

    public static void main(String[] args) {
        Launch launch = new Launch(args, System.getenv());
        new Main(args, launch).launch();
        if (!launch.isBegun()) {
            System.out.printf("%n%s", SettingsHelp.text());
        }
    }
}
