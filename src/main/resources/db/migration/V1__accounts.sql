-- People and their devices. Portable between H2 in PostgreSQL mode and PostgreSQL.
-- Times are milliseconds since 1970. Lengths of text are twice the allowed code points: H2 counts UTF-16 units.

CREATE TABLE users (
    id            BIGINT        NOT NULL PRIMARY KEY CHECK (id > 0),
    username      VARCHAR(32)   NOT NULL UNIQUE CHECK (char_length(username) >= 3 AND username = lower(username)),
    password_hash VARCHAR(255)  NOT NULL,
    display_name  VARCHAR(128)  NOT NULL CHECK (display_name <> ''),
    about         VARCHAR(1000) NOT NULL,
    avatar        VARCHAR(512)  NOT NULL,
    presence      VARCHAR(8)    NOT NULL CHECK (presence IN ('EVERYONE', 'FRIENDS', 'NOBODY')),
    read_receipts BOOLEAN       NOT NULL,
    created_at    BIGINT        NOT NULL
);

-- A device has at most one sign-in, which stands in its row; sign_in is null while it is signed out.
CREATE TABLE devices (
    id           BIGINT       NOT NULL PRIMARY KEY CHECK (id > 0),
    user_id      BIGINT       NOT NULL REFERENCES users (id),
    name         VARCHAR(128) NOT NULL,
    platform     VARCHAR(128) NOT NULL,
    created_at   BIGINT       NOT NULL,
    last_seen_at BIGINT       NOT NULL,
    sign_in      VARCHAR(32)  UNIQUE,
    generation   BIGINT       NOT NULL CHECK (generation > 0),
    expires_at   BIGINT       NOT NULL
);

CREATE INDEX devices_by_user ON devices (user_id, last_seen_at);

-- Kept for as long as an access token of the sign-in can be about.
CREATE TABLE revocations (
    sign_in    VARCHAR(32) NOT NULL PRIMARY KEY,
    user_id    BIGINT      NOT NULL,
    device_id  BIGINT      NOT NULL,
    revoked_at BIGINT      NOT NULL
);

CREATE INDEX revocations_by_time ON revocations (revoked_at);
