package dev.parley.notification;

import java.time.Instant;

/** What is to be done about a parcel, decided right before it would be sent. */
sealed interface Decision {
    record Tell(Note note) implements Decision {}

    /** @param reason a label of metrics */
    record Drop(String reason) implements Decision {}

    record Hold(Instant until) implements Decision {}
}
