-- The import that this database was made by, named by the checksum of its file. Until it has ended, the database is for nothing else.
CREATE TABLE imports (
    export VARCHAR(64) NOT NULL PRIMARY KEY,
    ended  BOOLEAN     NOT NULL
);
