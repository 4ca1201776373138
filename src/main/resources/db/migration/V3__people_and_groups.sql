-- Friends, blocks, groups and what each user prefers. Portable between H2 in PostgreSQL mode and PostgreSQL.
-- What happens between two users is changed with both rows of users locked, the smaller id first; a group is changed with its
-- row locked, then members are added in the order of their ids. So nobody waits in a circle.

-- Each friendship stands here twice, once for either side.
CREATE TABLE friendships (
    user_id   BIGINT NOT NULL REFERENCES users (id),
    friend_id BIGINT NOT NULL REFERENCES users (id),
    since     BIGINT NOT NULL,
    PRIMARY KEY (user_id, friend_id),
    CHECK (user_id <> friend_id)
);

CREATE TABLE friend_requests (
    asker BIGINT NOT NULL REFERENCES users (id),
    asked BIGINT NOT NULL REFERENCES users (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (asker, asked),
    CHECK (asker <> asked)
);

CREATE INDEX friend_requests_by_asked ON friend_requests (asked, since);

CREATE TABLE blocks (
    blocker BIGINT NOT NULL REFERENCES users (id),
    blocked BIGINT NOT NULL REFERENCES users (id),
    since   BIGINT NOT NULL,
    PRIMARY KEY (blocker, blocked),
    CHECK (blocker <> blocked)
);

-- Who wrote first in a direct conversation, and whether the other one answered.
CREATE TABLE acquaintances (
    low      BIGINT  NOT NULL,
    high     BIGINT  NOT NULL,
    opener   BIGINT  NOT NULL,
    answered BOOLEAN NOT NULL,
    PRIMARY KEY (low, high),
    CHECK (low < high AND opener IN (low, high))
);

-- The owner is a column, so there is one. last_change is the id of the last entry about the group itself; it only grows.
CREATE TABLE groups (
    id          BIGINT       NOT NULL PRIMARY KEY CHECK (id > 0),
    name        VARCHAR(256) NOT NULL CHECK (name <> ''),
    owner       BIGINT       NOT NULL,
    created_at  BIGINT       NOT NULL,
    last_change BIGINT       NOT NULL
);

-- Seats are numbered, so there are at most a hundred members whoever comes at once. joined is the id of the entry that a
-- member sees first.
CREATE TABLE group_members (
    group_id BIGINT  NOT NULL REFERENCES groups (id),
    user_id  BIGINT  NOT NULL REFERENCES users (id),
    seat     INTEGER NOT NULL CHECK (seat BETWEEN 1 AND 100),
    admin    BOOLEAN NOT NULL,
    joined   BIGINT  NOT NULL,
    PRIMARY KEY (group_id, user_id),
    UNIQUE (group_id, seat)
);

CREATE INDEX group_members_by_user ON group_members (user_id);

-- What those who went may still read: ids from joined to gone, both included. Outlives its group.
CREATE TABLE past_memberships (
    user_id  BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    joined   BIGINT NOT NULL,
    gone     BIGINT NOT NULL,
    PRIMARY KEY (user_id, group_id, joined),
    CHECK (joined <= gone)
);

-- Pins are numbered, so there are at most twenty of a user.
CREATE TABLE preferences (
    user_id      BIGINT      NOT NULL REFERENCES users (id),
    conversation VARCHAR(64) NOT NULL,
    muted        BOOLEAN     NOT NULL,
    pin          INTEGER     CHECK (pin BETWEEN 1 AND 20),
    PRIMARY KEY (user_id, conversation),
    UNIQUE (user_id, pin)
);

-- Entries of logs that are still to be handed to the router, each written together with the change that it tells of.
-- recipients are ids with commas between.
CREATE TABLE announcements (
    id           BIGINT        NOT NULL PRIMARY KEY,
    conversation VARCHAR(64)   NOT NULL,
    author       BIGINT        NOT NULL,
    kind         INTEGER       NOT NULL,
    text         VARCHAR(4000) NOT NULL,
    target       BIGINT,
    recipients   VARCHAR(4000) NOT NULL
);

CREATE INDEX announcements_by_conversation ON announcements (conversation, id);
