package dev.parley.accounts;

import dev.parley.model.MessageId;

/** Makes ids for users, devices, groups, and for the entries of logs that tell of changes. Safe for use by any thread. */
public interface Ids {
    /**
     * An id that nothing else has, larger than all that were made or observed here.
     *
     * @throws dev.parley.model.Failure of code {@code UNAVAILABLE} while this node cannot make any
     */
    MessageId next();

    /** Makes what follows larger than {@code seen}. */
    void observe(MessageId seen);

    /** The next id, larger than {@code id} too. */
    default MessageId after(long id) {
        MessageId next = next();
        if (next.value() > id) {
            return next;
        }
        observe(new MessageId(id));
        return next();
    }

    /** The next id as a number. */
    default long newId() {
        return next().value();
    }
}
