package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stock client of SockJS, in a real browser, on a page of another origin. */
class SockJsIT {
    private static final String SCRIPT =
            """
            async ([edge, transport, token, to]) => {
              window.chat = { frames: [], closed: [] };
              const socket = new SockJS(edge + '/sockjs', null, { transports: [transport] });
              window.chat.socket = socket;
              const write = frame => socket.send(JSON.stringify(frame));
              await new Promise((resolve, reject) => {
                socket.onopen = () => write({ type: 'hello', token });
                socket.onclose = event => {
                  window.chat.closed.push(event.code);
                  reject(new Error('closed: ' + event.code + ' ' + event.reason));
                };
                socket.onmessage = event => {
                  const frame = JSON.parse(event.data);
                  window.chat.frames.push(frame);
                  if (frame.type === 'synced') {
                    write({ type: 'send', ref: 'r-' + transport, to: { user: to }, text: 'by ' + transport });
                  }
                  if (frame.type === 'accepted') resolve();
                };
              });
              return socket.transport;
            }
            """;

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static PageServer pages;
    private static ParleyProcess parley;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.start();
        parley = ParleyProcess.in(folder);
        pages = new PageServer("<!doctype html><script src='" + parley.edge() + "/sockjs.min.js'></script>");
        parley.start();
    }

    @AfterAll
    static void stop() {
        List<Optional<? extends AutoCloseable>> all =
                List.of(Optional.ofNullable(chromium), Optional.ofNullable(pages), Optional.ofNullable(parley));
        all.forEach(one -> one.ifPresent(SockJsIT::close));
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "websocket",
                "xhr-streaming",
                "xhr-polling",
                "eventsource",
                "iframe-eventsource",
                "iframe-htmlfile",
                "iframe-xhr-polling",
                "jsonp-polling"
            })
    void chatsOver(String transport) {
        String suffix = transport.replace("-", "");
        Device ann = Device.signUp(parley.api(), "ann" + suffix);
        Device ben = Device.signUp(parley.api(), "ben" + suffix);
        Page page = chromium.page();
        try (Socket other = ben.connect(parley.edge(), Optional.empty())) {
            page.navigate(pages.url());

            Object used = page.evaluate(SCRIPT, List.of(parley.edge().toString(), transport, ann.token(), ben.user()));
            other.awaitText("by " + transport);
            other.awaitAccepted(other.send(ann.user(), "back by " + transport));
            page.waitForFunction(
                    "text => window.chat.frames.some(frame => frame.text === text)", "back by " + transport);

            assertThat(used).isEqualTo(transport);
            assertThat(page.evaluate("() => window.chat.frames.filter(f => f.type === 'message').length"))
                    .isEqualTo(1);
        } finally {
            page.context().close();
        }
    }
}
