package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of the store about who may see a direct conversation. */
class MembershipTest {
    private static final UserId ANN = new UserId(41);
    private static final Direct CHAT = (Direct) ConversationId.direct(ANN, new UserId(42));

    private final Vertx vertx = Vertx.vertx();
    private final List<Direct> asked = new ArrayList<>();
    private Optional<Standing> standing = Optional.empty();
    private final TieStore ties = (TieStore) Proxy.newProxyInstance(
            TieStore.class.getClassLoader(), new Class<?>[] {TieStore.class}, (proxy, method, arguments) -> {
                asked.add((Direct) arguments[0]);
                return Future.succeededFuture(standing);
            });
    private final Membership membership = new Membership(ties, null, new Bus(vertx));

    @AfterEach
    void close() throws Exception {
        TestPeople.await(vertx.close());
    }

    @Test
    void whoExistsIsRememberedAndWhoDoesNotIsAskedForAgain() {
        assertThat(membership.windows(new Viewing(ANN, CHAT)).failed()).isTrue();
        standing = Optional.of(new Standing.Blocked());
        assertThat(membership.windows(new Viewing(ANN, CHAT)).result()).isEqualTo(Membership.ALL);
        assertThat(membership.windows(new Viewing(ANN, CHAT)).result()).isEqualTo(Membership.ALL);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoIsNotInItSeesNothingOfWhatIsRemembered() {
        standing = Optional.of(new Standing.Open());
        membership.windows(new Viewing(ANN, CHAT));
        assertThat(membership.windows(new Viewing(new UserId(43), CHAT)).failed())
                .isTrue();
    }
}
