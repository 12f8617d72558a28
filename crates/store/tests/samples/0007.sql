-- A labelled task and what was said about it, as the seventh version wrote it.

UPDATE tasks
SET priority = 3, due = '2026-02-03', place = 5;

INSERT INTO labels (id, project_id, name, colour)
VALUES (`uuid 70`, `uuid 16`, 'bug', 'red');

INSERT INTO task_labels (task_id, label_id)
SELECT id, `uuid 70`
FROM tasks;

INSERT INTO comments (id, task_id, author_id, text, created_at, edited_at, version)
SELECT `uuid 71`, id, `uuid 1`, 'Hello @Ann', '2026-01-03T00:00:00+00:00', NULL, 1
FROM tasks
WHERE number = 1;

INSERT INTO comment_mentions (comment_id, user_id)
VALUES (`uuid 71`, `uuid 1`);
