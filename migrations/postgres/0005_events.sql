-- What changed, for pages that are open: kinds and ids, nothing else. With a user it is for that
-- user alone, without one for all members of the project. No row refers to one elsewhere: what is
-- deleted there was told of nevertheless.
CREATE TABLE events (
    number BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    project_id UUID,
    user_id UUID,
    task_id UUID,
    repository_id UUID,
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX events_by_age ON events (at);

-- The last number that was given, and the last that was forgotten: one row. Whoever writes events
-- holds it until the commit, so that numbers become visible in their order.
CREATE TABLE event_numbers (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    last BIGINT NOT NULL,
    forgotten BIGINT NOT NULL
);

INSERT INTO event_numbers (id, last, forgotten)
VALUES (1, 0, 0);
