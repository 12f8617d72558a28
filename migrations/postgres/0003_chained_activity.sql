-- The activity becomes a chain for each project and each account, in which every entry holds what
-- came before it. No entry refers to a row elsewhere: what is deleted there leaves it as it was.

-- Entries from before, until the program, which has the keys, takes them into their chains.
CREATE TABLE activity_unchained (
    id UUID NOT NULL PRIMARY KEY,
    project_id UUID NOT NULL,
    task_id UUID,
    actor_id UUID,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

INSERT INTO activity_unchained (id, project_id, task_id, actor_id, kind, detail, at)
SELECT id, project_id, task_id, actor_id, kind, detail, at
FROM activity;

DROP TABLE activity;

-- How long each chain is, and its last entry's hash. Its id is a project's or a user's.
CREATE TABLE chains (
    id UUID NOT NULL PRIMARY KEY,
    length BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    seal BYTEA NOT NULL
);

CREATE TABLE activity (
    id UUID NOT NULL PRIMARY KEY,
    chain_id UUID NOT NULL,
    number BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    actor_id UUID,
    task_id UUID,
    github_repository_id BIGINT,
    github_account_id BIGINT,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL,
    request_id TEXT,
    hash BYTEA NOT NULL,
    seal BYTEA NOT NULL,
    UNIQUE (chain_id, number)
);

CREATE INDEX activity_by_access ON activity (github_repository_id, github_account_id);

-- Against mistakes. Who may write here may also drop these; that is what the chain is for.
CREATE FUNCTION refuse_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the activity is append-only';
END
$$;

CREATE TRIGGER activity_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON activity
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Access that is held back by hand, whatever the tasks say. It is a person's, so that it holds for
-- whichever account they connect.
CREATE TABLE holds (
    github_repository_id BIGINT NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    held_by UUID REFERENCES users (id) ON DELETE SET NULL,
    held_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (github_repository_id, user_id)
);

CREATE INDEX holds_by_user ON holds (user_id);

-- Since when it is given, and what was last seen on GitHub.
ALTER TABLE accesses ADD COLUMN since TIMESTAMPTZ;
ALTER TABLE accesses ADD COLUMN seen TEXT;

-- When the user asked for its end.
ALTER TABLE connections ADD COLUMN ending_at TIMESTAMPTZ;

-- Connections that ended here without GitHub's word: the user is shown where to end them there.
CREATE TABLE unconfirmed_ends (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    login TEXT NOT NULL,
    ended_at TIMESTAMPTZ NOT NULL,
    grant_deleted BOOLEAN NOT NULL,
    live_grants BIGINT NOT NULL
);
