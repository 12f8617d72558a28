-- What the activity holds beside what the program itself takes into it, and the other new tables.

INSERT INTO holds (github_repository_id, user_id, held_by, held_at)
VALUES (17, `uuid 1`, `uuid 1`, '2026-01-03T00:00:00+00:00');

INSERT INTO unconfirmed_ends (user_id, login, ended_at, grant_deleted, live_grants)
VALUES (`uuid 1`, 'ann', '2026-01-03T00:00:00+00:00', FALSE, 2);
