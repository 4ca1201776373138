-- The queue of pushes in a database of its own, as V4 of the accounts' migrations has it; it may be that very database.
CREATE TABLE IF NOT EXISTS pushes (
    device_id    BIGINT       NOT NULL,
    message_id   BIGINT       NOT NULL,
    user_id      BIGINT       NOT NULL,
    conversation VARCHAR(64)  NOT NULL,
    author       BIGINT       NOT NULL,
    provider     VARCHAR(300) NOT NULL,
    attempts     INTEGER      NOT NULL,
    due_at       BIGINT,
    leased_until BIGINT       NOT NULL,
    claim        BIGINT       NOT NULL,
    forget_at    BIGINT       NOT NULL,
    PRIMARY KEY (device_id, message_id)
);

CREATE INDEX IF NOT EXISTS pushes_by_due ON pushes (due_at);
CREATE INDEX IF NOT EXISTS pushes_by_end ON pushes (forget_at);
CREATE INDEX IF NOT EXISTS pushes_by_device ON pushes (device_id, attempts, due_at);
