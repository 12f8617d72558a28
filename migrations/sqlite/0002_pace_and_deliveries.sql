-- With whose token an effect mostly works, which repository's turn it takes, and whether it is
-- only a look that lets everything else go first.
ALTER TABLE effects ADD COLUMN acts_as BLOB REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE effects ADD COLUMN takes_turn_of INTEGER;
ALTER TABLE effects ADD COLUMN can_wait INTEGER NOT NULL DEFAULT 0;

-- How far each user's token has used up what GitHub allows, and who works with it now. The first
-- six columns say when that is made up for; `ready_at` is what follows from them.
CREATE TABLE paces (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    changes TEXT NOT NULL,
    creations TEXT NOT NULL,
    creations_of_an_hour TEXT NOT NULL,
    points TEXT NOT NULL,
    limited TEXT NOT NULL,
    refusals INTEGER NOT NULL,
    ready_at TEXT NOT NULL,
    served_at TEXT NOT NULL,
    held_by BLOB,
    held_until TEXT
) STRICT;

-- When an effect of a repository was last taken up: those who waited longest come first.
CREATE TABLE turns (
    github_repository_id INTEGER NOT NULL PRIMARY KEY,
    served_at TEXT NOT NULL
) STRICT;

-- The secret before the present one, which GitHub may still sign with; when GitHub took the
-- present one; why there is no webhook; and how far its deliveries were looked through.
ALTER TABLE hooks ADD COLUMN sealed_former BLOB;
ALTER TABLE hooks ADD COLUMN told_at TEXT;
ALTER TABLE hooks ADD COLUMN trouble TEXT;
ALTER TABLE hooks ADD COLUMN checked_at TEXT;
ALTER TABLE hooks ADD COLUMN seen_delivery INTEGER;

-- Messages of GitHub that were processed: it may send one again under the same id.
CREATE TABLE deliveries (
    github_repository_id INTEGER NOT NULL,
    delivery BLOB NOT NULL,
    processed_at TEXT NOT NULL,
    PRIMARY KEY (github_repository_id, delivery)
) STRICT;

CREATE INDEX deliveries_by_age ON deliveries (processed_at);
