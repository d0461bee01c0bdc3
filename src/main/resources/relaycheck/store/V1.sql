CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    started INTEGER NOT NULL,
    finished INTEGER,
    complete INTEGER NOT NULL,
    vantage TEXT NOT NULL,
    canary TEXT NOT NULL,
    settings TEXT NOT NULL,
    digest TEXT NOT NULL,
    warnings TEXT NOT NULL,
    receipt TEXT NOT NULL,
    proof_key TEXT NOT NULL
);
-- Appended to in the order of the verdicts and never searched while a scan runs: an index over addresses, which come
-- interleaved, would make every commit touch the whole table.
CREATE TABLE finding (
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    address BLOB NOT NULL,
    port INTEGER NOT NULL,
    at INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    -- the finding as JSON; empty for what cannot be reached and has neither name nor label: its outcome says all
    json TEXT,
    outcome INTEGER
);
-- what a reader asks for first: everything but the closed doors
CREATE INDEX finding_exposed ON finding (run, verdict) WHERE verdict < 4;
CREATE TABLE skipped (
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    spec TEXT NOT NULL,
    address BLOB,
    port INTEGER,
    why TEXT NOT NULL
);
