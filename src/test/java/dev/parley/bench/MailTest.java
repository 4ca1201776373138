package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a run says of histories that are wrong in one way each. */
class MailTest {
    private static final int MESSAGES = 4;

    private final Tally tally = Tally.start();
    private final Mail mail = new Mail(tally, true, 0);
    private final List<Client> clients =
            IntStream.range(0, 4).mapToObj(MailTest::client).toList();
    private final Stream stream = mail.stream(clients.get(0), new Stream.Target("g:1", "{}", 0, 3));
    private final List<Stamp> sent = new ArrayList<>();

    private static Client client(int number) {
        return new Client(
                options -> Future.failedFuture("nobody is there"),
                number,
                new Server.Login("any", "1", "token", URI.create("ws://any")));
    }

    /** All are sent and accepted under ids from 101 on; the sender is one of three members. */
    private void sendAll() {
        for (int position = 0; position < MESSAGES; position++) {
            mail.send(stream, System.nanoTime());
            sent.add(new Stamp(mail.run(), stream.number(), position, 0));
            hear(0, Frame.Type.ACCEPTED, "ref", position, 101 + position);
        }
    }

    private void receive(int client, int position, long id) {
        hear(client, Frame.Type.MESSAGE, "text", position, id);
    }

    private void hear(int client, Frame.Type type, String field, int position, long id) {
        mail.heard(
                clients.get(client),
                new Frame("{\"type\":\"" + type.wire() + "\",\"id\":\"" + id + "\",\"" + field + "\":\""
                        + sent.get(position) + "\"}"));
    }

    private void receiveAll(int client) {
        IntStream.range(0, MESSAGES).forEach(position -> receive(client, position, 101 + position));
    }

    private Figures figures() {
        mail.close();
        return new Figures(
                "any",
                1,
                1,
                tally.counts().all(),
                new Cost(0, 0, 0, 0, 0, 0, 0, List.of()),
                tally.latencies().all());
    }

    @Test
    void aRightHistoryHasNoFaults() {
        sendAll();
        assertThat(mail.isOver()).isFalse();
        receiveAll(1);
        receiveAll(2);

        assertThat(mail.isOver()).isTrue();
        Figures figures = figures();
        assertThat(figures.faults()).isZero();
        assertThat(figures.count("received")).isEqualTo(2 * MESSAGES);
        assertThat(figures.failures()).isZero();
    }

    @Test
    void whatOneMemberDidNotGetIsMissing() {
        sendAll();
        receiveAll(1);
        receive(2, 0, 101);
        receive(2, 3, 104);

        assertThat(mail.isOver()).isFalse();
        Figures figures = figures();
        assertThat(figures.count("missing")).isEqualTo(2);
        assertThat(figures.faults()).isEqualTo(2);
    }

    @Test
    void whatWasRefusedIsNotMissing() {
        sendAll();
        mail.send(stream, 0);
        mail.heard(
                clients.get(0),
                new Frame("{\"type\":\"failed\",\"ref\":\"" + new Stamp(mail.run(), 0, MESSAGES, 0)
                        + "\",\"code\":\"unavailable\"}"));
        receiveAll(1);
        receiveAll(2);

        assertThat(mail.isOver()).isTrue();
        Figures figures = figures();
        assertThat(figures.count("missing")).isZero();
        assertThat(figures.count("failed unavailable")).isEqualTo(1);
        assertThat(figures.failures()).isEqualTo(1);
    }

    @Test
    void whatNobodyAnsweredIsUnanswered() {
        mail.send(stream, 0);

        assertThat(mail.isOver()).isFalse();
        Figures figures = figures();
        assertThat(figures.count("unanswered")).isEqualTo(1);
        assertThat(figures.count("missing")).isZero();
    }

    @Test
    void theSameIdAgainIsNoFaultButAnotherIdIs() {
        sendAll();
        receiveAll(1);
        receiveAll(2);
        receive(1, 2, 103);
        receive(1, 2, 777);
        Figures figures = figures();

        assertThat(figures.count("came again")).isEqualTo(1);
        assertThat(figures.count("came twice")).isEqualTo(1);
        assertThat(figures.faults()).isEqualTo(1);
    }

    @Test
    void oneThatWasOvertakenIsOutOfOrder() {
        sendAll();
        receiveAll(1);
        receive(2, 0, 101);
        receive(2, 2, 103);
        receive(2, 1, 102);
        receive(2, 3, 104);

        Figures figures = figures();
        assertThat(figures.count("out of order")).isEqualTo(1);
        assertThat(figures.count("missing")).isZero();
    }

    @Test
    void anIdThatIsNotAboveTheOneBeforeItIsOutOfOrderAndNotWhatWasAccepted() {
        sendAll();
        receiveAll(1);
        receive(2, 0, 101);
        receive(2, 1, 100);
        receive(2, 2, 103);
        receive(2, 3, 104);

        Figures figures = figures();
        assertThat(figures.count("out of order")).isEqualTo(1);
        assertThat(figures.count("under another id")).isEqualTo(1);
    }

    @Test
    void whoIsNotInTheConversationMustGetNothing() {
        sendAll();
        receiveAll(1);
        receiveAll(2);
        receive(3, 0, 101);

        Figures figures = figures();
        assertThat(figures.count("came to a stranger")).isEqualTo(1);
        assertThat(figures.faults()).isEqualTo(1);
    }

    @Test
    void aSenderWhoWasAwayCatchesUpOnWhatItWrote() {
        sendAll();
        receiveAll(1);
        receiveAll(2);
        receive(0, 0, 101);
        Figures figures = figures();

        assertThat(figures.count("caught up on by its sender")).isEqualTo(1);
        assertThat(figures.faults()).isZero();
    }

    @Test
    void acceptedUnderTwoIdsIsAFault() {
        sendAll();
        receiveAll(1);
        receiveAll(2);
        hear(0, Frame.Type.ACCEPTED, "ref", 1, 555);

        Figures figures = figures();
        assertThat(figures.count("accepted twice")).isEqualTo(1);
        assertThat(figures.faults()).isEqualTo(1);
    }

    @Test
    void whatAnotherRunLeftCountsNothing() {
        sendAll();
        receiveAll(1);
        receiveAll(2);
        mail.heard(
                clients.get(1),
                new Frame(
                        "{\"type\":\"message\",\"id\":\"9\",\"text\":\"" + new Stamp(mail.run() + 1, 0, 0, 0) + "\"}"));
        mail.heard(clients.get(1), new Frame("{\"type\":\"message\",\"id\":\"9\",\"text\":\"hello\"}"));

        Figures figures = figures();
        assertThat(figures.count("received")).isEqualTo(2 * MESSAGES);
        assertThat(figures.faults()).isZero();
    }

    @Test
    void aRelayThatAcceptsNothingMustHandOnEverything() {
        Mail relayed = new Mail(tally, false, 0);
        Stream pair = relayed.stream(clients.get(0), new Stream.Target("d:0:1", "{}", 1, 1));
        relayed.send(pair, 0);
        relayed.send(pair, 0);
        relayed.heard(
                clients.get(1),
                new Frame("{\"type\":\"send\",\"text\":\"" + new Stamp(relayed.run(), 0, 0, 0) + "\"}"));
        relayed.close();

        assertThat(relayed.isOver()).isFalse();
        assertThat(tally.counts().of("received")).isEqualTo(1);
        assertThat(tally.counts().of("missing")).isEqualTo(1);
    }
}
