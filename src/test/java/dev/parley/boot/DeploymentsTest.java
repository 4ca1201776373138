package dev.parley.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DeploymentsTest {
    private final List<String> events = new CopyOnWriteArrayList<>();

    private final class Recorded extends VerticleBase {
        private final VerticleName name;

        private Recorded(VerticleName name) {
            this.name = name;
        }

        @Override
        public Future<?> start() {
            return vertx.timer(5).onSuccess(up -> events.add("+" + name));
        }

        @Override
        public Future<?> stop() {
            return vertx.timer(5).onSuccess(down -> events.add("-" + name));
        }
    }

    private Future<Void> deploy(Deployments deployments, VerticleName name) {
        return deployments.deploy(PlannedVerticle.of(name), () -> new Recorded(name));
    }

    @Test
    void stopsInTheReverseOfTheStart(Vertx vertx, VertxTestContext test) {
        Deployments deployments = new Deployments(vertx);

        deploy(deployments, VerticleName.PERSISTENCE)
                .compose(up -> deploy(deployments, VerticleName.ROUTER))
                .compose(up -> deploy(deployments, VerticleName.API))
                .onSuccess(up -> test.verify(() -> assertThat(deployments.up()).hasSize(3)))
                .compose(up -> deployments.stop())
                .onComplete(test.succeeding(down -> test.verify(() -> {
                    assertThat(events)
                            .containsExactly("+persistence", "+router", "+api", "-api", "-router", "-persistence");
                    test.completeNow();
                })));
    }

    @Test
    void deploysNothingMoreOnceToldToStop(Vertx vertx, VertxTestContext test) {
        Deployments deployments = new Deployments(vertx);

        deployments
                .stop()
                .compose(down -> deploy(deployments, VerticleName.API))
                .onComplete(test.failing(refused -> test.verify(() -> {
                    assertThat(refused).isInstanceOf(CannotStart.class);
                    assertThat(events).isEmpty();
                    test.completeNow();
                })));
    }
}
