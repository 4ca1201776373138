package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The modules of the web client, without the server: their own tests, and their types. */
class WebModulesIT {
    private static final Path TESTS = Path.of("target/web-tests/all.js");
    private static final Path MODULES = Path.of("target/web-tools/node_modules");
    private static final List<Path> SOURCES = List.of(Path.of("src/main/web"), Path.of("src/test/web"));
    private static final String PAGE = "<!doctype html><title>Tests</title>";
    private static final String CHECK =
            """
            ([files, roots]) => {
              const folders = new Set();
              for (let path of Object.keys(files)) {
                while ((path = path.slice(0, path.lastIndexOf('/'))) !== '') folders.add(path);
              }
              const host = {
                fileExists: path => path in files,
                readFile: path => files[path],
                directoryExists: path => folders.has(path),
                getSourceFile: (path, options) => path in files ? ts.createSourceFile(path, files[path], options) : undefined,
                getDefaultLibFileName: options => '/lib/' + ts.getDefaultLibFileName(options),
                getDefaultLibLocation: () => '/lib',
                getCurrentDirectory: () => '/',
                getCanonicalFileName: path => path,
                useCaseSensitiveFileNames: () => true,
                getNewLine: () => '\\n',
                writeFile: () => {},
              };
              const config = JSON.parse(files['/src/main/web/tsconfig.base.json']);
              const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '/');
              const program = ts.createProgram(roots, options, host);
              return ts.getPreEmitDiagnostics(program).map(one => ts.formatDiagnostic(one, host));
            }
            """;

    @TestFactory
    List<DynamicTest> passTheirTests() throws IOException {
        try (Chromium chromium = Chromium.start();
                PageServer pages = new PageServer(PAGE)) {
            Page page = chromium.page();
            page.navigate(pages.url());
            page.addScriptTag(new Page.AddScriptTagOptions().setPath(TESTS).setType("module"));
            page.waitForFunction("() => window.runTests");
            List<?> results = (List<?>) page.evaluate("() => window.runTests()");
            return results.stream().map(result -> toTest((Map<?, ?>) result)).toList();
        }
    }

    private static DynamicTest toTest(Map<?, ?> result) {
        return dynamicTest((String) result.get("name"), () -> assertThat(result.get("failure"))
                .isEqualTo(""));
    }

    @Test
    void haveTheTypesTheySay() throws IOException {
        try (Chromium chromium = Chromium.start();
                PageServer pages = new PageServer(PAGE)) {
            Page page = chromium.page();
            page.navigate(pages.url());
            page.addScriptTag(new Page.AddScriptTagOptions().setPath(MODULES.resolve("typescript/lib/typescript.js")));
            Map<String, String> files = new TreeMap<>();
            for (Path folder : SOURCES) {
                read(folder, "/" + folder, ".*\\.(tsx?|json)", files);
            }
            List<String> roots = files.keySet().stream()
                    .filter(path -> path.matches(".*\\.tsx?"))
                    .toList();
            read(MODULES.resolve("preact"), "/node_modules/preact", ".*(\\.d\\.ts|package\\.json)", files);
            read(MODULES.resolve("typescript/lib"), "/lib", ".*\\.d\\.ts", files);

            assertThat((List<?>) page.evaluate(CHECK, List.of(files, roots))).isEmpty();
            assertThat(roots).hasSizeGreaterThan(50);
        }
    }

    private static void read(Path folder, String as, String pattern, Map<String, String> into) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = as + "/" + folder.relativize(path).toString().replace('\\', '/');
                if (name.matches(pattern)) {
                    into.put(name, Files.readString(path));
                }
            }
        }
    }
}
