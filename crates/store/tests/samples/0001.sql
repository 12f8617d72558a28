-- A row in every table, as the first version wrote them.

INSERT INTO users (id, email, name, password_hash, created_at)
VALUES (`uuid 1`, 'ann@example.com', 'Ann', 'hash', '2026-01-01T00:00:00+00:00');

INSERT INTO sessions (id, user_id, user_agent, created_at, last_used_at, expires_at)
VALUES (
    `uuid 2`, `uuid 1`, 'Browser', '2026-01-01T00:00:00+00:00', '2026-01-02T00:00:00.5+00:00',
    '2026-02-01T00:00:00+00:00'
);

INSERT INTO refresh_tokens (hash, session_id, used_at)
VALUES (`bytes 01`, `uuid 2`, '2026-01-02T00:00:00+00:00'), (`bytes 02`, `uuid 2`, NULL);

INSERT INTO tokens (id, user_id, name, scope, hash, created_at, expires_at, last_used_at)
VALUES (
    `uuid 3`, `uuid 1`, 'Report', 'read', `bytes 03`, '2026-01-01T00:00:00+00:00',
    '2026-02-01T00:00:00+00:00', NULL
);

INSERT INTO idempotency (user_id, key, request_hash, status, body, created_at)
VALUES (`uuid 1`, 'key', `bytes 04`, 201, '{}', '2026-01-01T00:00:00+00:00');

INSERT INTO connections
    (user_id, github_id, login, avatar_url, scopes, state, connected_at, version)
VALUES (
    `uuid 1`, 42, 'ann', '', '["repo","read:org"]', 'active', '2026-01-01T00:00:00+00:00', 1
);

INSERT INTO connection_tokens (user_id, access, refresh, access_expires_at, refresh_expires_at)
VALUES (`uuid 1`, `bytes 05`, `bytes 06`, '2026-01-01T08:00:00+00:00', NULL);

INSERT INTO attempts (state_hash, user_id, sealed_verifier, return_to, expires_at)
VALUES (`bytes 07`, `uuid 1`, `bytes 08`, '/projects', '2026-01-01T00:10:00+00:00');

INSERT INTO projects (id, key, name, description, last_task_number, version, created_at)
VALUES (`uuid 16`, 'WEB', 'Website', '', 1, 1, '2026-01-01T00:00:00+00:00');

INSERT INTO members (project_id, user_id, role)
VALUES (`uuid 16`, `uuid 1`, 'owner');

INSERT INTO repositories
    (id, project_id, github_id, owner, owner_kind, name, private, html_url, clone_url,
    development_branch, steward_id, trouble, version)
VALUES (
    `uuid 17`, `uuid 16`, 17, 'acme', 'organization', 'shop', TRUE,
    'https://github.test/acme/shop', 'https://github.test/acme/shop.git', 'main', `uuid 1`, NULL, 1
);

INSERT INTO tasks
    (id, project_id, number, title, text, status, assignee_id, repository_id, branch, pull_request,
    pull_request_number, pull_request_url, version, created_by, created_at, updated_at, closed_at)
VALUES (
    `uuid 18`, `uuid 16`, 1, 'A sample', '', 'done', `uuid 1`, `uuid 17`, 'web-1-a-sample',
    'linked', 5, 'https://github.test/acme/shop/pull/5', 3, `uuid 1`, '2026-01-01T00:00:00+00:00',
    '2026-01-02T00:00:00+00:00', '2026-01-02T00:00:00+00:00'
);

INSERT INTO activity (id, project_id, task_id, actor_id, kind, detail, at)
VALUES (
    `uuid 19`, `uuid 16`, `uuid 18`, `uuid 1`, 'task_created', '', '2026-01-01T00:00:00+00:00'
);

INSERT INTO accesses
    (github_repository_id, github_account_id, "grant", before, invitation, steward_id, remains,
    looked_at)
VALUES (17, 42, 'active', 'none', NULL, `uuid 1`, FALSE, '2026-01-01T00:00:00+00:00');

INSERT INTO hooks (github_repository_id, github_hook_id, sealed_secret, steward_id)
VALUES (17, 9, `bytes 09`, `uuid 1`);

INSERT INTO effects
    (id, subject, github_repository_id, github_account_id, task_id, user_id, state, run_at,
    attempts, trouble, worker, lease, leased_until)
VALUES (
    `uuid 20`, 'sync_access:17:42', 17, 42, NULL, NULL, 'running', '2026-01-01T00:00:00+00:00', 1,
    'rate_limited', 'worker', `uuid 21`, '2026-01-01T00:01:00+00:00'
);
