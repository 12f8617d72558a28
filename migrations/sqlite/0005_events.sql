-- What changed, for pages that are open: kinds and ids, nothing else. With a user it is for that
-- user alone, without one for all members of the project. No row refers to one elsewhere: what is
-- deleted there was told of nevertheless.
CREATE TABLE events (
    number INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    project_id BLOB,
    user_id BLOB,
    task_id BLOB,
    repository_id BLOB,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX events_by_age ON events (at);

-- The last number that was given, and the last that was forgotten: one row. Whoever writes events
-- holds it until the commit, so that numbers become visible in their order.
CREATE TABLE event_numbers (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL,
    forgotten INTEGER NOT NULL
) STRICT;

INSERT INTO event_numbers (id, last, forgotten)
VALUES (1, 0, 0);
