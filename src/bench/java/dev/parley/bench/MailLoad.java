package dev.parley.bench;

import java.util.List;

/** Messages, of one stream after the other. */
final class MailLoad implements Load {
    private final Mail mail;

    MailLoad(Mail mail) {
        this.mail = mail;
    }

    List<Stream> streams() {
        return mail.streams();
    }

    Mail mail() {
        return mail;
    }

    @Override
    public void begin(long number, long dueNanos) {
        mail.send(streams().get((int) (number % streams().size())), dueNanos);
    }

    @Override
    public boolean isOver() {
        return mail.isOver();
    }

    @Override
    public boolean isForsaken() {
        return streams().stream().noneMatch(stream -> stream.sender().isConnected());
    }

    @Override
    public void close() {
        mail.close();
    }
}
