package dev.parley.it;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How a page is looked at. Tests look at it in two ways which together have both colour schemes and both sizes, and in all
 * four with {@code -Dparley.views=all}.
 */
enum View {
    DESK_LIGHT(1180, 760, ColorScheme.LIGHT),
    DESK_DARK(1180, 760, ColorScheme.DARK),
    PHONE_LIGHT(390, 780, ColorScheme.LIGHT),
    PHONE_DARK(390, 780, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    View(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    static Stream<View> chosen() {
        boolean all = System.getProperty("parley.views", "").equals("all");
        return all ? Stream.of(values()) : Stream.of(DESK_LIGHT, PHONE_DARK);
    }

    /** Somebody who looks at it so. */
    WebUser visitor(Stage stage) {
        return stage.visitor(width, height, scheme);
    }

    /** A user name that begins with {@code who} and nobody has who looks at it in another way. */
    String username(String who) {
        return who + "_" + name().toLowerCase(Locale.ROOT);
    }

    /** As in the name of a picture. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
