-- How devices are reached while nobody is connected, and the queue of what they are to be told. Portable between H2 in
-- PostgreSQL mode and PostgreSQL.

-- Holds for one sign-in: signing out ends it. provider is on whom it depends whether a push gets there.
CREATE TABLE push_registrations (
    device_id BIGINT        NOT NULL PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
    user_id   BIGINT        NOT NULL,
    sign_in   VARCHAR(32)   NOT NULL,
    channel   VARCHAR(8)    NOT NULL CHECK (channel IN ('WEBPUSH', 'FCM', 'APNS', 'WEBHOOK')),
    provider  VARCHAR(300)  NOT NULL,
    address   VARCHAR(2048) NOT NULL CHECK (address <> ''),
    push_key  VARCHAR(128)  NOT NULL,
    secret    VARCHAR(128)  NOT NULL
);

CREATE INDEX push_registrations_by_user ON push_registrations (user_id);

-- What is as it is for everybody has no row. Quiet hours are minutes since midnight in a zone.
CREATE TABLE push_wishes (
    user_id    BIGINT     NOT NULL PRIMARY KEY REFERENCES users (id),
    carries    VARCHAR(8) NOT NULL CHECK (carries IN ('NOTHING', 'SENDER', 'TEXT')),
    quiet_from INTEGER    CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_to   INTEGER    CHECK (quiet_to BETWEEN 0 AND 1439),
    quiet_zone VARCHAR(64)
);

-- One row for each device and message, which no device is told of twice. Whoever claims a row has it until leased_until.
-- What was settled has no due_at, and stays until forget_at, so that the same message is not queued again.
CREATE TABLE pushes (
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

CREATE INDEX pushes_by_due ON pushes (due_at);
CREATE INDEX pushes_by_end ON pushes (forget_at);
