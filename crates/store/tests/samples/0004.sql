-- What a project chooses, as the fourth version wrote it.

UPDATE projects
SET access_right = 'maintain', draft = TRUE, follow_merge = FALSE;

INSERT INTO reviewers (project_id, user_id, github_id, login)
VALUES (`uuid 16`, `uuid 1`, NULL, NULL), (`uuid 16`, NULL, 7, 'octocat');

UPDATE tasks
SET progress = 'pull_request', progress_pull_request = 5, followed_at = '2026-01-02T00:00:00+00:00';

UPDATE accesses
SET given = 'maintain', own = TRUE, invited_at = '2026-01-01T00:00:00+00:00';
