-- What a project chooses about its work on GitHub.

ALTER TABLE projects ADD COLUMN access_right TEXT NOT NULL DEFAULT 'push';
ALTER TABLE projects ADD COLUMN pull_request_title TEXT NOT NULL DEFAULT '{key}: {title}';
ALTER TABLE projects ADD COLUMN pull_request_text TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN backlink BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE projects ADD COLUMN draft BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE projects ADD COLUMN until_merged BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE projects ADD COLUMN follow_branch BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE projects ADD COLUMN follow_pull_request BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE projects ADD COLUMN follow_merge BOOLEAN NOT NULL DEFAULT TRUE;

-- Whose review is asked for: a member, or another GitHub account by its number.
CREATE TABLE reviewers (
    project_id UUID NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    user_id UUID,
    github_id BIGINT,
    login TEXT,
    FOREIGN KEY (project_id, user_id) REFERENCES members (project_id, user_id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX reviewers_by_member ON reviewers (project_id, user_id);
CREATE UNIQUE INDEX reviewers_by_account ON reviewers (project_id, github_id);

-- How far the work on a task was seen to have come, and when somebody last looked.

ALTER TABLE tasks ADD COLUMN progress TEXT;
ALTER TABLE tasks ADD COLUMN progress_pull_request BIGINT;
ALTER TABLE tasks ADD COLUMN followed_at TIMESTAMPTZ;

CREATE INDEX tasks_by_look ON tasks (followed_at) WHERE repository_id IS NOT NULL;

-- The most that we may have given, whether the right from before was the account's own, and when
-- we last invited.

ALTER TABLE accesses ADD COLUMN given TEXT NOT NULL DEFAULT 'none';
ALTER TABLE accesses ADD COLUMN own BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accesses ADD COLUMN invited_at TIMESTAMPTZ;

UPDATE accesses
SET given = 'write'
WHERE "grant" IN ('asked', 'invited', 'active');

-- Nobody looked so closely before: in doubt it was their own, and is given back.
UPDATE accesses
SET own = TRUE
WHERE before <> 'none'
    AND EXISTS (
        SELECT 1
        FROM repositories r
        WHERE r.github_id = accesses.github_repository_id
            AND r.owner_kind = 'organization'
            AND r.private
    );
