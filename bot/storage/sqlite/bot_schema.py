"""The tables of bot.sqlite and of model.sqlite, as lists of migrations: each brings a file to the next version.

A file's version is SQLite's `user_version`. Migrations are only ever added: files of every earlier version exist.
"""

# 0.1.0 wrote no version: its files have these tables, or those of them that were needed, and `user_version` 0.
# A new file has `user_version` 0 and no tables.
_BOT_1 = """
CREATE TABLE IF NOT EXISTS answers (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,     -- "answer" or "nothing"
    made_at REAL NOT NULL,     -- seconds since 1970
    body    BLOB NOT NULL      -- zlib over JSON
);
CREATE TABLE IF NOT EXISTS updates (
    update_id   INTEGER PRIMARY KEY,
    received_at REAL NOT NULL,
    replays     INTEGER NOT NULL DEFAULT 0,
    body        TEXT           -- Telegram's JSON; NULL once handled
);
CREATE INDEX IF NOT EXISTS updates_by_time ON updates (received_at);
CREATE TABLE IF NOT EXISTS admins (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, added_by INTEGER NOT NULL, added_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS deliveries (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    source      TEXT NOT NULL,            -- who takes turns: "admin 42", "channel -1001"
    admin_id    INTEGER NOT NULL,         -- 0 for a channel
    chat_id     INTEGER NOT NULL,         -- where the receipt goes; 0 for nowhere
    language    TEXT NOT NULL,
    album       TEXT NOT NULL,
    received_at REAL NOT NULL,            -- seconds since 1970, of its last part
    progress_id INTEGER NOT NULL DEFAULT 0,
    state       TEXT NOT NULL,
    fate        TEXT NOT NULL DEFAULT '',
    starts      INTEGER NOT NULL DEFAULT 0,
    body        BLOB                      -- zlib over JSON: what became of it
);
CREATE INDEX IF NOT EXISTS deliveries_under_way ON deliveries (number) WHERE state <> 'told';
CREATE TABLE IF NOT EXISTS parts (
    update_id INTEGER NOT NULL,           -- an update comes again after a crash
    place     INTEGER NOT NULL,           -- 0, 1, 2… within its update
    delivery  TEXT NOT NULL,
    body      TEXT NOT NULL,              -- JSON
    PRIMARY KEY (update_id, place)
);
CREATE INDEX IF NOT EXISTS parts_by_delivery ON parts (delivery);
CREATE TABLE IF NOT EXISTS unanswered (
    words TEXT PRIMARY KEY, question TEXT NOT NULL, times INTEGER NOT NULL, last_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, made_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notes_by_time ON notes (made_at);
CREATE TABLE IF NOT EXISTS languages (person_id INTEGER PRIMARY KEY, language TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS guests (person_id INTEGER PRIMARY KEY, invited_by INTEGER NOT NULL, since REAL NOT NULL);
CREATE TABLE IF NOT EXISTS invitations (
    token TEXT PRIMARY KEY, made_by INTEGER NOT NULL, good_until REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS votes (
    answer_id TEXT NOT NULL, person_id INTEGER NOT NULL, helped INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (answer_id, person_id)
);
CREATE INDEX IF NOT EXISTS votes_by_time ON votes (at);
CREATE TABLE IF NOT EXISTS dialogues (
    chat_id   INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    asked_at  REAL NOT NULL,
    question  TEXT NOT NULL,      -- JSON
    PRIMARY KEY (chat_id, person_id)
);
CREATE TABLE IF NOT EXISTS replies (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,  -- the message that asked
    sent_at    REAL NOT NULL,
    reply_ids  TEXT NOT NULL,     -- our messages that answer it, JSON
    last_id    INTEGER NOT NULL,  -- the last of them
    answer_id  TEXT NOT NULL,
    before     TEXT,              -- what had been asked before it, JSON
    PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX IF NOT EXISTS replies_by_time ON replies (sent_at);
CREATE INDEX IF NOT EXISTS replies_by_last ON replies (chat_id, last_id);
"""

# Tables are named as the classes that keep them.
_BOT_2 = """
ALTER TABLE notes RENAME TO callback_state;
DROP INDEX notes_by_time;
CREATE INDEX callback_state_by_time ON callback_state (made_at);
ALTER TABLE dialogues RENAME TO sessions;
CREATE INDEX sessions_by_time ON sessions (asked_at);
"""

_BOT_3 = """
CREATE TABLE feeds (
    url          TEXT PRIMARY KEY,
    name         TEXT NOT NULL DEFAULT '',
    etag         TEXT NOT NULL DEFAULT '',
    modified     TEXT NOT NULL DEFAULT '',    -- the Last-Modified header
    next_at      REAL NOT NULL,               -- seconds since 1970, as all times
    failures     INTEGER NOT NULL DEFAULT 0,  -- in a row
    added_at     REAL NOT NULL,
    succeeded_at REAL NOT NULL DEFAULT 0,
    new_at       REAL NOT NULL DEFAULT 0,
    trouble      TEXT NOT NULL DEFAULT '',
    told         INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE feed_items (
    feed  TEXT NOT NULL,
    item  BLOB NOT NULL,               -- a hash of its link, or of its id
    tries INTEGER NOT NULL DEFAULT 0,  -- to fetch its page
    done  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed, item)
) WITHOUT ROWID;
"""

# Votes are counts: who voted is not kept.
_BOT_4 = """
CREATE TABLE vote_counts (
    answer_id TEXT PRIMARY KEY, helped INTEGER NOT NULL, did_not INTEGER NOT NULL, at REAL NOT NULL  -- the last one
) WITHOUT ROWID;
INSERT INTO vote_counts SELECT answer_id, sum(helped), count(*) - sum(helped), max(at) FROM votes GROUP BY answer_id;
DROP TABLE votes;
CREATE INDEX vote_counts_by_time ON vote_counts (at);
"""

# Counts for admins, by day and by article: no persons.
_BOT_5 = """
CREATE TABLE question_counts (
    asked_on TEXT NOT NULL,     -- 2023-06-24
    outcome  TEXT NOT NULL,     -- "answered", or why not
    times    INTEGER NOT NULL,
    PRIMARY KEY (asked_on, outcome)
) WITHOUT ROWID;
CREATE TABLE asked_days (
    asked_on TEXT NOT NULL,
    day      TEXT NOT NULL,     -- that was asked about
    times    INTEGER NOT NULL,
    PRIMARY KEY (asked_on, day)
) WITHOUT ROWID;
CREATE TABLE article_reads (
    article_id TEXT PRIMARY KEY,
    opened     INTEGER NOT NULL DEFAULT 0,
    cited      INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE cases (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_id TEXT NOT NULL UNIQUE,
    kept_at   REAL NOT NULL,    -- seconds since 1970
    kind      TEXT NOT NULL,    -- kind and body as in `answers`
    body      BLOB NOT NULL
);
"""

_BOT_6 = """
CREATE TABLE follows (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id  INTEGER NOT NULL,
    text     TEXT NOT NULL,             -- as written
    question TEXT NOT NULL,             -- JSON
    made_at  REAL NOT NULL,
    UNIQUE (chat_id, text)
);
CREATE TABLE alerts (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    follow    INTEGER NOT NULL,
    chat_id   INTEGER NOT NULL,
    story     TEXT NOT NULL,            -- the same for near-copies
    quote     TEXT NOT NULL,            -- a hash of the words of its sentence
    answer_id TEXT NOT NULL,
    state     TEXT NOT NULL,            -- waiting, kept (for the morning), sending, sent
    at        REAL NOT NULL,            -- of the last change
    UNIQUE (chat_id, story),
    UNIQUE (chat_id, quote)
);
CREATE INDEX alerts_by_state ON alerts (state, chat_id);
CREATE TABLE matched (key INTEGER NOT NULL);  -- of the last passage that was matched with what is followed
CREATE TABLE schedules (
    chat_id  INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    zone     TEXT NOT NULL,             -- Europe/Belgrade
    minute   INTEGER NOT NULL,          -- of the digest, after midnight in the zone
    digest   INTEGER NOT NULL,
    topic    TEXT NOT NULL,
    set_by   INTEGER NOT NULL,
    last_day TEXT NOT NULL              -- of the last digest, 2023-06-24
);
"""

# The script at n brings a file from version n to n + 1.
BOT_MIGRATIONS = (_BOT_1, _BOT_2, _BOT_3, _BOT_4, _BOT_5, _BOT_6)

# 0.1.0 wrote no version here either.
_MODEL_1 = """
CREATE TABLE IF NOT EXISTS spent (
    day     TEXT NOT NULL,               -- 2023-06-24
    person  TEXT NOT NULL,
    answers INTEGER NOT NULL DEFAULT 0,
    prompt  INTEGER NOT NULL DEFAULT 0,  -- tokens
    reply   INTEGER NOT NULL DEFAULT 0,
    taken   INTEGER NOT NULL DEFAULT 0,  -- tokens of calls under way
    PRIMARY KEY (day, person)
) WITHOUT ROWID;
"""

MODEL_MIGRATIONS = (_MODEL_1,)
