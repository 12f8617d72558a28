-- Accounts.

CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    user_agent TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);

-- Used tokens stay until their session ends: that is how a replay is known.
CREATE TABLE refresh_tokens (
    hash BYTEA NOT NULL PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    used_at TIMESTAMPTZ
);

CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

CREATE TABLE tokens (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    hash BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ
);

CREATE INDEX tokens_by_user ON tokens (user_id);

-- Answers kept for a day, so that a repeated call is answered and not carried out again.
CREATE TABLE idempotency (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    status BIGINT,
    body TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- GitHub accounts of users.

CREATE TABLE connections (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    github_id BIGINT NOT NULL UNIQUE,
    login TEXT NOT NULL,
    avatar_url TEXT NOT NULL,
    scopes TEXT NOT NULL,
    state TEXT NOT NULL,
    connected_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

-- Sealed before they come here.
CREATE TABLE connection_tokens (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES connections (user_id) ON DELETE CASCADE,
    access BYTEA NOT NULL,
    refresh BYTEA,
    access_expires_at TIMESTAMPTZ,
    refresh_expires_at TIMESTAMPTZ
);

CREATE TABLE attempts (
    state_hash BYTEA NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    sealed_verifier BYTEA NOT NULL,
    return_to TEXT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX attempts_by_expiry ON attempts (expires_at);

-- Projects.

CREATE TABLE projects (
    id UUID NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    last_task_number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE members (
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (project_id, user_id)
);

CREATE INDEX members_by_user ON members (user_id);

CREATE TABLE repositories (
    id UUID NOT NULL PRIMARY KEY,
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    github_id BIGINT NOT NULL,
    owner TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    name TEXT NOT NULL,
    private BOOLEAN NOT NULL,
    html_url TEXT NOT NULL,
    clone_url TEXT NOT NULL,
    development_branch TEXT,
    steward_id UUID REFERENCES users (id) ON DELETE SET NULL,
    trouble TEXT,
    version BIGINT NOT NULL,
    UNIQUE (project_id, github_id)
);

CREATE INDEX repositories_by_github ON repositories (github_id);
CREATE INDEX repositories_by_steward ON repositories (steward_id);

CREATE TABLE tasks (
    id UUID NOT NULL PRIMARY KEY,
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    assignee_id UUID REFERENCES users (id) ON DELETE SET NULL,
    repository_id UUID REFERENCES repositories (id) ON DELETE SET NULL,
    branch TEXT,
    pull_request TEXT NOT NULL,
    pull_request_number BIGINT,
    pull_request_url TEXT,
    version BIGINT NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    UNIQUE (project_id, number)
);

CREATE INDEX tasks_by_repository ON tasks (repository_id, assignee_id);
CREATE INDEX tasks_by_assignee ON tasks (assignee_id, project_id, number);
CREATE INDEX tasks_open ON tasks (project_id, assignee_id) WHERE closed_at IS NULL;

CREATE TABLE activity (
    id UUID NOT NULL PRIMARY KEY,
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    task_id UUID REFERENCES tasks (id) ON DELETE CASCADE,
    actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX activity_by_project ON activity (project_id, id);
CREATE INDEX activity_by_task ON activity (task_id);

-- What we did on GitHub, and what is still to do there. Keyed by GitHub's own numbers, so that it
-- outlives the link to a project: what was given has to be taken back.

CREATE TABLE accesses (
    github_repository_id BIGINT NOT NULL,
    github_account_id BIGINT NOT NULL,
    "grant" TEXT NOT NULL,
    before TEXT NOT NULL,
    invitation BIGINT,
    steward_id UUID REFERENCES users (id) ON DELETE SET NULL,
    remains BOOLEAN NOT NULL,
    looked_at TIMESTAMPTZ,
    PRIMARY KEY (github_repository_id, github_account_id)
);

CREATE INDEX accesses_by_account ON accesses (github_account_id);
CREATE INDEX accesses_by_steward ON accesses (steward_id);
CREATE INDEX accesses_by_look ON accesses (looked_at);

CREATE TABLE hooks (
    github_repository_id BIGINT NOT NULL PRIMARY KEY,
    github_hook_id BIGINT,
    sealed_secret BYTEA NOT NULL,
    steward_id UUID REFERENCES users (id) ON DELETE SET NULL
);

CREATE TABLE effects (
    id UUID NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    github_repository_id BIGINT,
    github_account_id BIGINT,
    task_id UUID REFERENCES tasks (id) ON DELETE CASCADE,
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    run_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    trouble TEXT,
    worker TEXT,
    lease UUID,
    leased_until TIMESTAMPTZ
);

-- One that runs and one that does not, for each subject; never two at work on the same thing.
CREATE UNIQUE INDEX effects_to_come ON effects (subject) WHERE state <> 'running';
CREATE UNIQUE INDEX effects_running ON effects (subject) WHERE state = 'running';
CREATE INDEX effects_due ON effects (state, run_at);
CREATE INDEX effects_by_repository ON effects (github_repository_id);
CREATE INDEX effects_by_task ON effects (task_id);
