INSERT INTO paces
    (user_id, changes, creations, creations_of_an_hour, points, limited, refusals, ready_at,
    served_at, held_by, held_until)
VALUES (
    `uuid 1`, '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00',
    '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00', 0,
    '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00', `uuid 21`,
    '2026-01-01T00:01:00+00:00'
);

INSERT INTO turns (github_repository_id, served_at)
VALUES (17, '2026-01-01T00:00:00+00:00');

INSERT INTO effects
    (id, subject, github_repository_id, github_account_id, task_id, user_id, state, run_at,
    attempts, trouble, acts_as, takes_turn_of, can_wait)
VALUES (
    `uuid 22`, 'sync_hook:17', 17, NULL, NULL, NULL, 'waiting', '2026-01-01T00:00:00+00:00', 0,
    NULL, `uuid 1`, 17, TRUE
);

UPDATE hooks
SET sealed_former = `bytes 08`, told_at = '2026-01-01T00:00:00+00:00',
    checked_at = '2026-01-01T00:00:00+00:00', seen_delivery = 12;

INSERT INTO deliveries (github_repository_id, delivery, processed_at)
VALUES (17, `uuid 23`, '2026-01-01T00:00:00+00:00');
