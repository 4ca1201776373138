-- Tells one change from another, also of the same two in the same millisecond, so that who follows them heeds each once.
ALTER TABLE standing_changes ADD COLUMN number BIGINT GENERATED ALWAYS AS IDENTITY;
