package dev.parley.bench;

import dev.parley.bench.filling.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/** Written by those who read it, a moment before, as fast as it goes. */
final class PastByWire implements Past {
    private final Options options;
    private final Progress progress;
    private final Talk talk;
    private List<Stream> streams = List.of();

    PastByWire(Crowd crowd, Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.talk = Talk.inPairs(crowd, options);
    }

    @Override
    public Future<Span> prepare() {
        return talk.prepare().compose(ready -> store()).map(stored -> span());
    }

    /** Each answer has the next message sent, for one that failed too. */
    private Future<Void> store() {
        Tally tally = Tally.start();
        Mail mail = talk.load(tally).mail();
        Promise<Void> done = Promise.promise();
        streams = List.copyOf(mail.streams());
        mail.onAnswer(stream -> {
            long accepted = tally.counts().of("accepted");
            progress.say("storing messages", accepted, options.stored);
            if (accepted == options.stored) {
                done.tryComplete();
            }
            if (accepted + mail.open() < options.stored) {
                mail.send(stream, System.nanoTime());
            }
        });
        streams.forEach(stream -> mail.send(stream, System.nanoTime()));
        return done.future();
    }

    private Span span() {
        return new Span(
                streams.stream()
                        .mapToLong(stream -> stream.accepted().id(0))
                        .min()
                        .orElseThrow(),
                streams.stream()
                        .mapToLong(stream -> stream.accepted().id(stream.sent() - 1))
                        .max()
                        .orElseThrow());
    }

    @Override
    public List<Kept> conversations() {
        return streams.stream()
                .map(stream -> new Kept(stream.sender(), stream.target().conversation()))
                .toList();
    }
}
