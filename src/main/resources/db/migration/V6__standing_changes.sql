-- Between which two the standing changed, when, by the clock of the database: what is known elsewhere of all others still
-- holds. Only the last minutes are kept.
CREATE TABLE standing_changes (
    low        BIGINT NOT NULL,
    high       BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX standing_changes_by_time ON standing_changes (changed_at);
