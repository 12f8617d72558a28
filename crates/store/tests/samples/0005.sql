-- What pages were told, as the fifth version wrote it.

INSERT INTO events (number, kind, project_id, user_id, task_id, repository_id, at)
VALUES
    (1, 'task_changed', `uuid 16`, NULL, `uuid 18`, `uuid 17`, '2026-01-02T00:00:00+00:00'),
    (2, 'connection_changed', NULL, `uuid 1`, NULL, NULL, '2026-01-02T00:00:00+00:00');

UPDATE event_numbers
SET last = 2;
