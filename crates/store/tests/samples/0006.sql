-- What somebody was notified of, as the sixth version wrote it.

INSERT INTO notifications (id, user_id, kind, project_id, task_id, actor_id, at, read_at)
VALUES
    (
        `uuid 32`, `uuid 1`, 'assigned', `uuid 16`, `uuid 18`, `uuid 1`,
        '2026-01-02T00:00:00+00:00', NULL
    ),
    (
        `uuid 33`, `uuid 1`, 'connection_needs_you', NULL, NULL, NULL,
        '2026-01-02T00:00:00+00:00', '2026-01-03T00:00:00+00:00'
    );
