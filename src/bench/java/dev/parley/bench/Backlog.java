package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/** What everybody in a crowd misses: one of each group stays and writes while the others are gone, then goes too. */
final class Backlog {
    private final Crowd crowd;
    private final Progress progress;
    private final int missed;
    private final Tally tally = Tally.start();
    private final Mail mail;

    /** @param options say how many messages each of them misses */
    Backlog(Crowd crowd, Progress progress, Options options) {
        this.crowd = crowd;
        this.progress = progress;
        this.missed = options.missed;
        this.mail = new Mail(tally, true, options.textLength);
    }

    /** The messages; who hears of them listens with this. */
    Mail mail() {
        return mail;
    }

    /** @return a future completed when all is written, and nobody is connected */
    Future<Void> write(List<Stream.Target> groups) {
        groups.forEach(group -> mail.stream(crowd.client(group.first()), group));
        crowd.leave();
        return crowd.each("writers coming back", groups.size(), number -> writer(number)
                        .connect())
                .compose(all -> send())
                .onComplete(written -> crowd.leave());
    }

    private Client writer(int group) {
        Client writer = mail.streams().get(group).sender();
        writer.listen(mail);
        return writer;
    }

    private Future<Void> send() {
        Promise<Void> done = Promise.promise();
        long count = (long) mail.streams().size() * missed;
        mail.onAnswer(stream -> {
            progress.say("writing what will be missed", tally.counts().of("accepted"), count);
            if (stream.sent() < missed) {
                mail.send(stream, System.nanoTime());
            } else if (mail.open() == 0) {
                finish(done, count);
            }
        });
        mail.streams().forEach(stream -> mail.send(stream, System.nanoTime()));
        return done.future();
    }

    private void finish(Promise<Void> done, long count) {
        if (tally.counts().of("accepted") == count) {
            done.complete();
        } else {
            done.fail("what is to be missed could not be written: "
                    + tally.counts().all());
        }
    }
}
