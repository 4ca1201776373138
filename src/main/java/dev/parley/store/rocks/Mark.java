package dev.parley.store.rocks;

import dev.parley.model.MessageId;
import dev.parley.store.Marks;
import java.util.Optional;

/** Which of a user's marks. The number is what is stored. */
enum Mark {
    DELIVERED(1),
    READ(2);

    private final byte number;

    Mark(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    Optional<MessageId> of(Marks marks) {
        return this == READ ? marks.read() : marks.delivered();
    }

    /** Those marks with this one at an id. */
    Marks in(Marks marks, MessageId id) {
        return this == READ ? new Marks(marks.delivered(), Optional.of(id)) : new Marks(Optional.of(id), marks.read());
    }

    static Mark of(byte number) {
        return values()[number - 1];
    }
}
