package dev.parley.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Claim;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.notification.PushTown.Reader;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider that is down for a while: every push arrives, none twice. {@code -Dparley.pushes=10000
 * -Dparley.outage.seconds=20} makes it a long one.
 */
class OutageTest {
    private static final int PUSHES = Integer.getInteger("parley.pushes", 400);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("parley.outage.seconds", 1));
    private static final int READERS = 20;

    @Test
    void losesNothingAndTellsNothingTwice(@TempDir Path folder) throws Exception {
        PushTown town = new PushTown(folder);
        FakeChannel provider = new FakeChannel();
        Receipt down = new Receipt.Later("status_5xx", Optional.empty(), true);
        provider.answer = push -> Future.succeededFuture(down);
        town.deploy(town.settings(), provider.asFcm());
        List<Reader> readers = new ArrayList<>();
        while (readers.size() < READERS) {
            readers.add(town.reader(FakeChannel.phone("phone " + readers.size())));
        }
        List<UserId> authors = town.authors(PUSHES / READERS);
        queueAll(town, readers, authors);
        Eventually.holds("the provider is found to be down", () -> town.tally.of("failed status_5xx") > 0);
        Eventually.pause(OUTAGE.toMillis());
        assertThat(provider.sent).isEmpty();

        provider.answer = push -> town.vertx.timer(10).map(new Receipt.Sent());
        Eventually.holds("all pushes", Duration.ofMinutes(4), () -> provider.sent.size() >= PUSHES);

        town.rest();
        assertThat(town.ask(PushService.CLAIM, new Claim(1, Set.of(), Duration.ofSeconds(1)))
                        .parcels())
                .isEmpty();
        assertThat(provider.sent).hasSize(PUSHES);
        assertThat(provider.sent.stream().map(push -> push.note().last()).distinct())
                .hasSize(PUSHES);
        town.close();
    }

    private static void queueAll(PushTown town, List<Reader> readers, List<UserId> authors) throws Exception {
        for (UserId author : authors) {
            List<Order> orders = new ArrayList<>();
            for (Reader reader : readers) {
                Message message = town.log.say(ConversationId.direct(reader.id(), author), author, "hello");
                orders.add(new Order(message.id(), message.conversation(), author, Set.of(reader.id()), Duration.ZERO));
            }
            town.ask(PushService.QUEUE, new Queue(orders));
        }
    }
}
