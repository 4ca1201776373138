package dev.parley.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Windows of a real browser, of those that are installed here. All tests of a process that want the same kind of browser use the same, which
 * ends with the process.
 */
final class Chromium implements AutoCloseable {
    /**
     * Playwright's own list, which this one replaces, two pages of the browser's own interface that nobody sees, which
     * take more processor time to open with each window than ours, and the process that waits for a next page.
     */
    private static final List<String> WITHOUT = List.of(
            "AvoidUnnecessaryBeforeUnloadCheckSync",
            "BoundaryEventDispatchTracksNodeRemoval",
            "DestroyProfileOnBrowserClose",
            "DialMediaRouteProvider",
            "GlobalMediaControls",
            "HttpsUpgrades",
            "LensOverlay",
            "MediaRouter",
            "PaintHolding",
            "ThirdPartyStoragePartitioning",
            "BlockOriginHeaderModificationOnRedirect",
            "Translate",
            "AutoDeElevate",
            "OptimizationHints",
            "SpareRendererForSitePerProcess",
            "WebUIOmniboxPopup",
            "WebUIOmniboxAimPopup");

    private static final List<String> QUIET = List.of(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-features=" + String.join(",", WITHOUT),
            "--disable-sync",
            "--no-first-run");
    private static final double PATIENCE_MILLIS = 30_000;

    private static final String GIVEN = "PARLEY_TEST_CHROMIUM";
    private static final List<String> WHOLE = List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
    /** Chromium without its interface, which takes a third of the processor time away. */
    private static final String SHELL = "/usr/bin/chromium-headless-shell";

    private static final Map<Path, Browser> RUNNING = new HashMap<>();

    private final Browser browser;
    private final List<BrowserContext> windows = new ArrayList<>();

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    /** Starts it unless it runs; aborts the test with the reason where there is none. */
    static Chromium start() {
        return start(Stream.concat(Stream.of(SHELL), WHOLE.stream()));
    }

    /** The same as people have it, which shows notifications. */
    static Chromium startWhole() {
        return start(WHOLE.stream());
    }

    private static Chromium start(Stream<String> installed) {
        return new Chromium(RUNNING.computeIfAbsent(executable(installed), Chromium::launch));
    }

    private static Browser launch(Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(QUIET));
    }

    private static Path executable(Stream<String> installed) {
        Optional<Path> executable = Stream.concat(Optional.ofNullable(System.getenv(GIVEN)).stream(), installed)
                .map(Path::of)
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                executable.isPresent(),
                "no browser: set " + GIVEN + ", or install chromium or google-chrome in /usr/bin");
        return executable.orElseThrow();
    }

    /** A page with storage of its own, as another person's browser has. */
    Page page() {
        return page(1100, 700, ColorScheme.LIGHT);
    }

    /** The same on another screen. */
    Page page(int width, int height, ColorScheme scheme) {
        BrowserContext window = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
        windows.add(window);
        return window.newPage();
    }

    /** Closes all windows, not the browser. What a page still asks for finds no route of a test that goes with it. */
    @Override
    public void close() {
        windows.stream().flatMap(window -> window.pages().stream()).forEach(Page::unrouteAll);
        windows.forEach(BrowserContext::close);
        windows.clear();
    }
}
