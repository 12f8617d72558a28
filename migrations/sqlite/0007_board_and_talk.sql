-- What a task says of itself, its place on the board, labels, and what people say about it.

ALTER TABLE tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN due TEXT;
ALTER TABLE tasks ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

-- The newest first, as the list had them, with room between them.
UPDATE tasks
SET place = -16777216 * number;

CREATE INDEX tasks_by_place ON tasks (project_id, status, place, number);
CREATE INDEX tasks_by_change ON tasks (project_id, updated_at, number);

CREATE TABLE labels (
    id BLOB NOT NULL PRIMARY KEY,
    project_id BLOB NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    UNIQUE (project_id, name)
) STRICT;

CREATE TABLE task_labels (
    task_id BLOB NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    label_id BLOB NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
    PRIMARY KEY (task_id, label_id)
) STRICT;

CREATE INDEX task_labels_by_label ON task_labels (label_id);

CREATE TABLE comments (
    id BLOB NOT NULL PRIMARY KEY,
    task_id BLOB NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    author_id BLOB REFERENCES users (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL,
    edited_at TEXT,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX comments_by_task ON comments (task_id, id);
CREATE INDEX comments_by_author ON comments (author_id);

CREATE TABLE comment_mentions (
    comment_id BLOB NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (comment_id, user_id)
) STRICT;

CREATE INDEX comment_mentions_by_user ON comment_mentions (user_id);

CREATE INDEX activity_by_task ON activity (task_id, number);
