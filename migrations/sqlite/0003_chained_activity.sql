-- The activity becomes a chain for each project and each account, in which every entry holds what
-- came before it. No entry refers to a row elsewhere: what is deleted there leaves it as it was.

-- Entries from before, until the program, which has the keys, takes them into their chains.
CREATE TABLE activity_unchained (
    id BLOB NOT NULL PRIMARY KEY,
    project_id BLOB NOT NULL,
    task_id BLOB,
    actor_id BLOB,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

INSERT INTO activity_unchained (id, project_id, task_id, actor_id, kind, detail, at)
SELECT id, project_id, task_id, actor_id, kind, detail, at
FROM activity;

DROP TABLE activity;

-- How long each chain is, and its last entry's hash. Its id is a project's or a user's.
CREATE TABLE chains (
    id BLOB NOT NULL PRIMARY KEY,
    length INTEGER NOT NULL,
    hash BLOB NOT NULL,
    seal BLOB NOT NULL
) STRICT;

CREATE TABLE activity (
    id BLOB NOT NULL PRIMARY KEY,
    chain_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor_id BLOB,
    task_id BLOB,
    github_repository_id INTEGER,
    github_account_id INTEGER,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL,
    request_id TEXT,
    hash BLOB NOT NULL,
    seal BLOB NOT NULL,
    UNIQUE (chain_id, number)
) STRICT;

CREATE INDEX activity_by_access ON activity (github_repository_id, github_account_id);

-- Against mistakes. Who may write here may also drop these; that is what the chain is for.
CREATE TRIGGER activity_is_never_changed BEFORE UPDATE ON activity
BEGIN
    SELECT RAISE(ABORT, 'the activity is append-only');
END;

CREATE TRIGGER activity_is_never_deleted BEFORE DELETE ON activity
BEGIN
    SELECT RAISE(ABORT, 'the activity is append-only');
END;

-- Access that is held back by hand, whatever the tasks say. It is a person's, so that it holds for
-- whichever account they connect.
CREATE TABLE holds (
    github_repository_id INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    held_by BLOB REFERENCES users (id) ON DELETE SET NULL,
    held_at TEXT NOT NULL,
    PRIMARY KEY (github_repository_id, user_id)
) STRICT;

CREATE INDEX holds_by_user ON holds (user_id);

-- Since when it is given, and what was last seen on GitHub.
ALTER TABLE accesses ADD COLUMN since TEXT;
ALTER TABLE accesses ADD COLUMN seen TEXT;

-- When the user asked for its end.
ALTER TABLE connections ADD COLUMN ending_at TEXT;

-- Connections that ended here without GitHub's word: the user is shown where to end them there.
CREATE TABLE unconfirmed_ends (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    login TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    grant_deleted INTEGER NOT NULL,
    live_grants INTEGER NOT NULL
) STRICT;
