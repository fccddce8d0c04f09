"""The catalogue's tables, as a list of migrations: each brings a file from one version of the schema to the next.

A file's version is SQLite's `user_version`. Migrations are only ever added: files of every earlier version exist.
"""

# 0.1.0 wrote no version: its files have these tables and `user_version` 0. A new file has 0, too, and no tables.
_VERSION_1 = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL, published INTEGER, evidence TEXT NOT NULL, outlet TEXT NOT NULL, place TEXT NOT NULL,
    url TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL, extra TEXT NOT NULL,
    words_hash TEXT NOT NULL,  -- of the text's words alone: equal for copies
    whole_hash TEXT NOT NULL,  -- of everything: equal if nothing changed
    added_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS articles_by_words ON articles (words_hash);
CREATE INDEX IF NOT EXISTS articles_by_day ON articles (published);
CREATE TABLE IF NOT EXISTS copies (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    title TEXT NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL, published INTEGER, origin TEXT NOT NULL,
    words_hash TEXT NOT NULL, added_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS copies_by_article ON copies (article);
CREATE TABLE IF NOT EXISTS passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: a stale index entry points to nothing
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    number INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    worded INTEGER NOT NULL DEFAULT 0,    -- 1: the full-text index holds it
    embedded INTEGER NOT NULL DEFAULT 0,  -- 1: the vector index holds it
    UNIQUE (article, number)
);
CREATE INDEX IF NOT EXISTS passages_without_words ON passages (key) WHERE worded = 0;
CREATE INDEX IF NOT EXISTS passages_without_vectors ON passages (key) WHERE embedded = 0;
CREATE TABLE IF NOT EXISTS mentions (
    passage INTEGER NOT NULL REFERENCES passages (key) ON DELETE CASCADE,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (first, last, passage)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mentions_by_passage ON mentions (passage);
CREATE TABLE IF NOT EXISTS likeness (
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    family INTEGER NOT NULL,  -- the cluster: the key of the first of some near-duplicates; an article's own if alone
    signature BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bands_by_article ON bands (article);
CREATE TABLE IF NOT EXISTS gone (  -- passages that are removed, and that a derived index may still hold
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, in_words INTEGER NOT NULL, in_vectors INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS last_versions (id TEXT PRIMARY KEY, version INTEGER NOT NULL);  -- of removed articles
CREATE TABLE IF NOT EXISTS past (  -- articles removed, and texts replaced, in the last weeks
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    removed INTEGER NOT NULL,  -- 1: the article was removed; 0: another version took its place
    body TEXT NOT NULL,        -- the article's row and its copies, as JSON
    gone_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS past_by_id ON past (id);
CREATE TABLE IF NOT EXISTS changes (  -- what an addition that may be undone has done to which article
    batch TEXT NOT NULL, id TEXT NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL,
    past INTEGER,  -- what was there before it
    PRIMARY KEY (batch, id)
);
"""

MIGRATIONS = (_VERSION_1,)  # the script at n brings a file from version n to n + 1

OLDEST_READABLE = 0  # older files must be opened for writing once before they can be read
