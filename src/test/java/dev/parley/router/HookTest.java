package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.EVE;
import static dev.parley.router.RouterFixture.ORIGIN;
import static dev.parley.router.RouterFixture.take;
import static dev.parley.router.RouterFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Endpoint;
import dev.parley.bus.HooksService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.config.Settings;
import dev.parley.model.Annotations;
import dev.parley.model.Content;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A program is asked before a message is accepted. */
class HookTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATE = Duration.ofSeconds(20);

    private final BlockingQueue<JsonObject> asked = new LinkedBlockingQueue<>();
    private RouterFixture router;

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void isAskedWithTheWholeMessageAndLetsItPass() throws Exception {
        start(LATE, false);
        answer("{\"allow\":true,\"reason\":null,\"annotations\":null}");
        router.submit(text(7, CHAT, ANN));

        assertThat(take(router.appends).message()).isEqualTo(text(7, CHAT, ANN));
        assertThat(take(asked).getJsonObject("message"))
                .isEqualTo(new JsonObject(
                        "{\"id\":\"7\",\"conversation\":\"d:1:2\",\"from\":\"1\",\"kind\":\"text\",\"ref\":\"ref-7\","
                                + "\"text\":\"hi\",\"mentions\":[]}"));
    }

    @Test
    void annotatesWhatIsStoredAndDelivered() throws Exception {
        start(LATE, false);
        answer("{\"allow\":true,\"annotations\":{\"language\":\"de\",\"flag\":\"spam?\"}}");
        Annotations noted = new Annotations(Map.of("flag", "spam?", "language", "de"));
        Message said = text(7, CHAT, ANN);
        router.submit(said);

        assertThat(take(router.appends).message()).isEqualTo(said.annotated(noted));
        assertThat(take(router.deliveries).news()).isEqualTo(new News.Entry(said.annotated(noted)));
    }

    @Test
    void refusesWithItsReason() {
        start(LATE, true);
        answer("{\"allow\":false,\"reason\":\"mind your language\"}");

        assertThatThrownBy(() -> router.submit(text(7, CHAT, ANN)))
                .hasMessage("mind your language")
                .satisfies(refusal -> assertThat(((Failure) refusal).code()).isEqualTo(FailureCode.REFUSED));
        assertThat(router.appends).isEmpty();
    }

    @Test
    void boundsTheReason() {
        start(LATE, true);
        answer(new JsonObject()
                .put("allow", false)
                .put("reason", "👋".repeat(1_000))
                .encode());

        assertThatThrownBy(() -> router.submit(text(7, CHAT, ANN))).hasMessage("👋".repeat(200));
    }

    @Test
    void isNotAskedAboutWhatMayNotBeSentAnyway() {
        start(LATE, true);
        answer("{\"allow\":true}");

        assertThatThrownBy(() -> router.submit(text(7, CHAT, EVE))).isInstanceOf(Failure.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void decidesAboutEditsAndNotAboutDeletions() throws Exception {
        start(LATE, true);
        MessageConsumer<?> allows = answer("{\"allow\":true}");
        long now = System.currentTimeMillis() - Duration.ofMinutes(1).toMillis();
        Message said = text(MessageId.lastBefore(now) + 1, CHAT, ANN);
        router.submit(said);
        allows.unregister().await();
        answer("{\"allow\":false}");

        Message edit = amendment(said, Message.Kind.EDIT, "worse");
        assertThatThrownBy(() -> router.submit(edit)).hasMessageContaining("not allowed");
        router.submit(amendment(said, Message.Kind.DELETE, ""));

        assertThat(router.log.values())
                .extracting(Message::kind)
                .containsExactly(Message.Kind.TEXT, Message.Kind.DELETE);
        assertThat(take(asked)).isNotNull();
        assertThat(take(asked).getJsonObject("message").getString("target"))
                .isEqualTo(said.id().toString());
    }

    private static Message amendment(Message said, Message.Kind kind, String text) {
        return Message.of(
                new MessageId(said.id().value() + 1),
                CHAT,
                ANN,
                new Content("ref-" + kind, kind, text, Optional.empty(), List.of(), Optional.of(said.id())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"allow\":\"yes\"}",
                "{\"allow\":true,\"annotations\":[\"spam\"]}",
                "{\"allow\":true,\"annotations\":{\"flags\":[\"spam\"]}}",
                "{\"allow\":true,\"annotations\":{\"flag\":null}}",
                "{\"allow\":true,\"annotations\":{\"A flag\":\"spam\"}}",
                "fail",
                "hang",
                "gone"
            })
    void whatIsNotAnsweredWellIsAsTheSettingsSay(String answer) throws Exception {
        start(SOON, true);
        answer(answer);
        router.submit(text(7, CHAT, ANN));
        assertThat(take(router.appends).message()).isEqualTo(text(7, CHAT, ANN));
        router.close();

        start(SOON, false);
        answer(answer);
        assertThatThrownBy(() -> router.submit(text(8, CHAT, BOB)))
                .satisfies(failure -> assertThat(((Failure) failure).code()).isEqualTo(FailureCode.UNAVAILABLE));
        assertThat(router.appends).isEmpty();
    }

    @Test
    void aBadAnswerIsLoggedByTheIdOfItsMessageAndWithoutTheText() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Hook.class);
        log.start();
        logger.addAppender(log);
        try {
            start(LATE, true);
            answer("{}");
            router.submit(text(7, CHAT, ANN));
            router.submit(text(8, CHAT, ANN));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getKeyValuePairs())
                    .singleElement()
                    .satisfies(pair -> assertThat(pair.key + "=" + pair.value).isEqualTo("messageId=7"));
            assertThat(line.getFormattedMessage()).contains("7").doesNotContain("hi");
        });
    }

    @Test
    void whatWasAcceptedStaysAcceptedWhenItIsSentAgain() throws Exception {
        start(LATE, true);
        MessageConsumer<?> allows = answer("{\"allow\":true,\"annotations\":{\"flag\":\"spam?\"}}");
        router.submit(text(7, CHAT, ANN, "same"));
        Deliver first = take(router.deliveries);
        allows.unregister().await();
        answer("{\"allow\":false}");

        Submitted again = router.submit(text(9, CHAT, ANN, "same"));
        Submitted retried = router.ask(RouterService.SUBMIT, new Submit(text(7, CHAT, ANN, "same"), ORIGIN, true));

        assertThat(again).isEqualTo(new Submitted.Accepted(new MessageId(7), CHAT));
        assertThat(retried).isEqualTo(new Submitted.Accepted(new MessageId(7), CHAT));
        assertThat(take(router.deliveries))
                .as("the retry may be the first that gets so far")
                .isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "TIMEOUT"})
    void asksAnotherWhereOneIsGone(FailureCode why) throws Exception {
        start(LATE, false);
        AtomicInteger questions = new AtomicInteger();
        Endpoint<JsonObject, JsonObject> hook = HooksService.message(LATE);
        Future<Registration> serving = router.bus.serve(
                hook,
                question -> questions.incrementAndGet() == 1
                        ? Future.failedFuture(Failure.of(why, "it goes"))
                        : Future.succeededFuture(new JsonObject().put("allow", true)));
        serving.timeout(20, TimeUnit.SECONDS).await();

        router.submit(text(7, CHAT, ANN));

        assertThat(take(router.appends).message().id()).isEqualTo(new MessageId(7));
        assertThat(questions).hasValue(2);
    }

    private void start(Duration patience, boolean passesUnanswered) {
        router = new RouterFixture(new Settings.Chat(
                true, Duration.ofDays(1), Optional.of(new Settings.Hook(patience, passesUnanswered))));
    }

    private MessageConsumer<?> answer(String answer) {
        MessageConsumer<JsonObject> program = router.vertx.eventBus().consumer("chat.hooks.message");
        program.handler(question -> {
            asked.add(question.body());
            switch (answer) {
                case "fail" -> question.fail(1, "no JSON at all");
                case "hang" -> {}
                default -> question.reply(new JsonObject(answer));
            }
        });
        (answer.equals("gone") ? program.unregister() : program.completion())
                .timeout(20, TimeUnit.SECONDS)
                .await();
        return program;
    }
}
