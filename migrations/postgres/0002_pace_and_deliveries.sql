-- With whose token an effect mostly works, which repository's turn it takes, and whether it is
-- only a look that lets everything else go first.
ALTER TABLE effects ADD COLUMN acts_as UUID REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE effects ADD COLUMN takes_turn_of BIGINT;
ALTER TABLE effects ADD COLUMN can_wait BOOLEAN NOT NULL DEFAULT FALSE;

-- How far each user's token has used up what GitHub allows, and who works with it now. The first
-- six columns say when that is made up for; `ready_at` is what follows from them.
CREATE TABLE paces (
    user_id UUID NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    changes TIMESTAMPTZ NOT NULL,
    creations TIMESTAMPTZ NOT NULL,
    creations_of_an_hour TIMESTAMPTZ NOT NULL,
    points TIMESTAMPTZ NOT NULL,
    limited TIMESTAMPTZ NOT NULL,
    refusals BIGINT NOT NULL,
    ready_at TIMESTAMPTZ NOT NULL,
    served_at TIMESTAMPTZ NOT NULL,
    held_by UUID,
    held_until TIMESTAMPTZ
);

-- When an effect of a repository was last taken up: those who waited longest come first.
CREATE TABLE turns (
    github_repository_id BIGINT NOT NULL PRIMARY KEY,
    served_at TIMESTAMPTZ NOT NULL
);

-- The secret before the present one, which GitHub may still sign with; when GitHub took the
-- present one; why there is no webhook; and how far its deliveries were looked through.
ALTER TABLE hooks ADD COLUMN sealed_former BYTEA;
ALTER TABLE hooks ADD COLUMN told_at TIMESTAMPTZ;
ALTER TABLE hooks ADD COLUMN trouble TEXT;
ALTER TABLE hooks ADD COLUMN checked_at TIMESTAMPTZ;
ALTER TABLE hooks ADD COLUMN seen_delivery BIGINT;

-- Messages of GitHub that were processed: it may send one again under the same id.
CREATE TABLE deliveries (
    github_repository_id BIGINT NOT NULL,
    delivery UUID NOT NULL,
    processed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (github_repository_id, delivery)
);

CREATE INDEX deliveries_by_age ON deliveries (processed_at);
