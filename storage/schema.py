"""The tables of a study file, as the statements that make them.

STRICT tables throughout. What a person did is only ever appended, and what it was
about stays as it is: every table named in GUARDED refuses UPDATE, DELETE and the
replacing forms of INSERT by triggers, so that not even our own mistakes can change
what somebody said, or of what. These tables have no hidden row number either, by
which a row could be replaced past its key. Only `hold` comes and goes, and a medium's
path follows its file.
"""

_STUDY = (
    """CREATE TABLE study (
        id TEXT PRIMARY KEY, seed INTEGER NOT NULL, made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE contract (
        version INTEGER PRIMARY KEY, body TEXT NOT NULL, made_at INTEGER NOT NULL,
        content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE medium (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        path TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('clip', 'image', 'sequence')),
        width INTEGER NOT NULL CHECK (width > 0),
        height INTEGER NOT NULL CHECK (height > 0),
        duration_us INTEGER NOT NULL CHECK (duration_us >= 0),
        frames INTEGER NOT NULL CHECK (frames > 0),
        rate_mhz INTEGER NOT NULL CHECK (rate_mhz >= 0),
        warnings TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE system (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """CREATE TABLE source (
        id TEXT PRIMARY KEY, tags TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE input (
        source TEXT NOT NULL REFERENCES source, name TEXT NOT NULL,
        medium INTEGER NOT NULL REFERENCES medium, PRIMARY KEY (source, name)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stimulus (
        id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES source,
        system TEXT NOT NULL REFERENCES system,
        medium INTEGER NOT NULL REFERENCES medium,
        factors TEXT NOT NULL, UNIQUE (source, system)
    ) STRICT, WITHOUT ROWID""",
    # The only table with names; nothing a rater sees is read from it.
    """CREATE TABLE label (
        kind TEXT NOT NULL CHECK (kind IN ('system', 'source')),
        id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
)

_SESSIONS = (
    """CREATE TABLE session (
        id TEXT PRIMARY KEY,
        stage TEXT NOT NULL
            CHECK (stage IN ('self', 'peers', 'external', 'end_users')),
        rater TEXT NOT NULL CHECK (rater <> ''),
        seed INTEGER NOT NULL, ordinal INTEGER NOT NULL,
        contract_version INTEGER NOT NULL REFERENCES contract,
        notes TEXT NOT NULL, made_at INTEGER NOT NULL, UNIQUE (stage, rater)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE trial (
        session TEXT NOT NULL REFERENCES session, position INTEGER NOT NULL,
        kind TEXT NOT NULL
            CHECK (kind IN ('counted', 'repeat', 'warm_up', 'training', 'catch')),
        repeats INTEGER, PRIMARY KEY (session, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE place (
        session TEXT NOT NULL, position INTEGER NOT NULL,
        place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),
        stimulus TEXT NOT NULL REFERENCES stimulus,
        PRIMARY KEY (session, position, place),
        FOREIGN KEY (session, position) REFERENCES trial
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hold (
        session TEXT PRIMARY KEY REFERENCES session, token TEXT NOT NULL,
        machine TEXT NOT NULL, machine_id TEXT NOT NULL,
        process INTEGER NOT NULL, started TEXT NOT NULL,
        since INTEGER NOT NULL, beat INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_EVENTS = (
    """CREATE TABLE event (
        id TEXT PRIMARY KEY CHECK (length(id) = 36),
        rater TEXT NOT NULL CHECK (rater <> ''),
        installation TEXT NOT NULL CHECK (length(installation) = 32),
        counter INTEGER NOT NULL CHECK (counter > 0),
        kind TEXT NOT NULL CHECK (kind IN (
            'preference', 'rating', 'ranking', 'grade', 'mark', 'skip', 'certificate',
            'consent', 'withdrawal', 'resolution', 'blinding_break'
        )),
        session TEXT REFERENCES session, position INTEGER,
        supersedes TEXT,
        contract_version INTEGER NOT NULL REFERENCES contract,
        made_at INTEGER NOT NULL,
        content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
        UNIQUE (rater, counter, installation),
        FOREIGN KEY (session, position) REFERENCES trial,
        CHECK (session IS NOT NULL OR position IS NULL),
        CHECK (position IS NOT NULL OR kind IN (
            'consent', 'withdrawal', 'resolution', 'blinding_break'
        ))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX event_of_session ON event (session, position)",
    """CREATE INDEX event_superseding ON event (supersedes)
        WHERE supersedes IS NOT NULL""",
    """CREATE TABLE preference (
        event TEXT PRIMARY KEY REFERENCES event, criterion TEXT NOT NULL,
        answer TEXT NOT NULL
            CHECK (answer IN ('a', 'tie', 'b', 'both_bad', 'cannot_judge')),
        preferred TEXT REFERENCES stimulus,
        response_ms INTEGER NOT NULL CHECK (response_ms >= 0),
        comment TEXT NOT NULL,
        CHECK ((answer IN ('a', 'b')) = (preferred IS NOT NULL))
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rating (
        event TEXT PRIMARY KEY REFERENCES event, criterion TEXT NOT NULL,
        stimulus TEXT NOT NULL REFERENCES stimulus,
        answer TEXT NOT NULL, score INTEGER CHECK (score BETWEEN 1 AND 9),
        response_ms INTEGER NOT NULL CHECK (response_ms >= 0),
        comment TEXT NOT NULL,
        CHECK (answer = coalesce(CAST(score AS TEXT), 'cannot_judge'))
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE skip (
        event TEXT PRIMARY KEY REFERENCES event, reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # Shares and ratios in ten-thousandths, times in microseconds.
    """CREATE TABLE certificate (
        event TEXT PRIMARY KEY REFERENCES event,
        stalls INTEGER NOT NULL, stalled_us INTEGER NOT NULL,
        worst_skew_us INTEGER NOT NULL,
        late_p95_us INTEGER NOT NULL, late_max_us INTEGER NOT NULL,
        longest_hold_us INTEGER NOT NULL, hold_first_second_us INTEGER NOT NULL,
        held_frames INTEGER NOT NULL, loops INTEGER NOT NULL,
        seeks INTEGER NOT NULL, speed_changes INTEGER NOT NULL,
        refresh_hz INTEGER NOT NULL, pixel_ratio INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pane_certificate (
        event TEXT NOT NULL REFERENCES event, place INTEGER NOT NULL,
        sha256 TEXT NOT NULL, due INTEGER NOT NULL, shown INTEGER NOT NULL,
        missed INTEGER NOT NULL, due_first_second INTEGER NOT NULL,
        missed_first_second INTEGER NOT NULL, resized INTEGER NOT NULL,
        watched INTEGER NOT NULL, scale INTEGER NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL,
        offset_us INTEGER NOT NULL, matrix TEXT NOT NULL,
        PRIMARY KEY (event, place)
    ) STRICT, WITHOUT ROWID""",
)

# Each guarded table and the sets of columns that tell its rows apart.
GUARDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "study": (("id",),),
    "medium": (("id",),),
    "system": (("id",),),
    "source": (("id",),),
    "input": (("source", "name"),),
    "stimulus": (("id",), ("source", "system")),
    "label": (("kind", "id"),),
    "note": (("id",),),
    "contract": (("version",),),
    "session": (("id",), ("stage", "rater")),
    "trial": (("session", "position"),),
    "place": (("session", "position", "place"),),
    "event": (("id",), ("rater", "counter", "installation")),
    "preference": (("event",),),
    "rating": (("event",),),
    "skip": (("event",),),
    "certificate": (("event",),),
    "pane_certificate": (("event", "place"),),
}
# All of a medium but its path: files move.
_MEDIUM_STAYS = (
    "id, sha256, kind, width, height, duration_us, frames, rate_mhz, warnings"
)


def _guards(table: str, keys: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    same = " OR ".join(
        " AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys
    )
    there = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608  # names of ours
    stop = f"SELECT RAISE(ABORT, 'the record of {table} is only ever appended')"
    update = f"UPDATE OF {_MEDIUM_STAYS}" if table == "medium" else "UPDATE"
    guards = (
        f"CREATE TRIGGER {table}_update BEFORE {update} ON {table} BEGIN {stop}; END",
        f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} BEGIN {stop}; END",
        # REPLACE deletes without firing DELETE triggers on a connection that has
        # not set recursive_triggers, so the same row may not come twice either.
        f"CREATE TRIGGER {table}_again BEFORE INSERT ON {table} "
        f"WHEN EXISTS ({there}) BEGIN {stop}; END",
    )
    return (*guards, _kind_guard(table)) if keys[0][0] == "event" else guards


def _kind_guard(table: str) -> str:
    """Keep a typed row from standing under an envelope of another kind."""
    kind = "certificate" if table == "pane_certificate" else table
    there = "SELECT kind FROM event WHERE id = NEW.event"
    return (
        f"CREATE TRIGGER {table}_kind BEFORE INSERT ON {table} "
        f"WHEN ({there}) IS NOT '{kind}' "
        f"BEGIN SELECT RAISE(ABORT, 'this event is no {kind}'); END"
    )


FIRST_SCHEMA = (
    *_STUDY,
    *_SESSIONS,
    *_EVENTS,
    *(guard for table, keys in GUARDED.items() for guard in _guards(table, keys)),
)
