CREATE INDEX event_of_session ON event (session, position);

CREATE INDEX event_superseding ON event (supersedes)
        WHERE supersedes IS NOT NULL;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE certificate (
        event TEXT PRIMARY KEY REFERENCES event,
        stalls INTEGER NOT NULL, stalled_us INTEGER NOT NULL,
        worst_skew_us INTEGER NOT NULL,
        late_p95_us INTEGER NOT NULL, late_max_us INTEGER NOT NULL,
        longest_hold_us INTEGER NOT NULL, hold_first_second_us INTEGER NOT NULL,
        held_frames INTEGER NOT NULL, loops INTEGER NOT NULL,
        seeks INTEGER NOT NULL, speed_changes INTEGER NOT NULL,
        refresh_hz INTEGER NOT NULL, pixel_ratio INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

CREATE TABLE contract (
        version INTEGER PRIMARY KEY, body TEXT NOT NULL, made_at INTEGER NOT NULL,
        content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE event (
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
    ) STRICT, WITHOUT ROWID;

CREATE TABLE hold (
        session TEXT PRIMARY KEY REFERENCES session, token TEXT NOT NULL,
        machine TEXT NOT NULL, machine_id TEXT NOT NULL,
        process INTEGER NOT NULL, started TEXT NOT NULL,
        since INTEGER NOT NULL, beat INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

CREATE TABLE input (
        source TEXT NOT NULL REFERENCES source, name TEXT NOT NULL,
        medium INTEGER NOT NULL REFERENCES medium, PRIMARY KEY (source, name)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE label (
        kind TEXT NOT NULL CHECK (kind IN ('system', 'source')),
        id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE medium (
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
    ) STRICT;

CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE pane_certificate (
        event TEXT NOT NULL REFERENCES event, place INTEGER NOT NULL,
        sha256 TEXT NOT NULL, due INTEGER NOT NULL, shown INTEGER NOT NULL,
        missed INTEGER NOT NULL, due_first_second INTEGER NOT NULL,
        missed_first_second INTEGER NOT NULL, resized INTEGER NOT NULL,
        watched INTEGER NOT NULL, scale INTEGER NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL,
        offset_us INTEGER NOT NULL, matrix TEXT NOT NULL,
        PRIMARY KEY (event, place)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE place (
        session TEXT NOT NULL, position INTEGER NOT NULL,
        place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 3),
        stimulus TEXT NOT NULL REFERENCES stimulus,
        PRIMARY KEY (session, position, place),
        FOREIGN KEY (session, position) REFERENCES trial
    ) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
        event TEXT PRIMARY KEY REFERENCES event, criterion TEXT NOT NULL,
        answer TEXT NOT NULL
            CHECK (answer IN ('a', 'tie', 'b', 'both_bad', 'cannot_judge')),
        preferred TEXT REFERENCES stimulus,
        response_ms INTEGER NOT NULL CHECK (response_ms >= 0),
        comment TEXT NOT NULL,
        CHECK ((answer IN ('a', 'b')) = (preferred IS NOT NULL))
    ) STRICT, WITHOUT ROWID;

CREATE TABLE rating (
        event TEXT PRIMARY KEY REFERENCES event, criterion TEXT NOT NULL,
        stimulus TEXT NOT NULL REFERENCES stimulus,
        answer TEXT NOT NULL, score INTEGER CHECK (score BETWEEN 1 AND 9),
        response_ms INTEGER NOT NULL CHECK (response_ms >= 0),
        comment TEXT NOT NULL,
        CHECK (answer = coalesce(CAST(score AS TEXT), 'cannot_judge'))
    ) STRICT, WITHOUT ROWID;

CREATE TABLE session (
        id TEXT PRIMARY KEY,
        stage TEXT NOT NULL
            CHECK (stage IN ('self', 'peers', 'external', 'end_users')),
        rater TEXT NOT NULL CHECK (rater <> ''),
        seed INTEGER NOT NULL, ordinal INTEGER NOT NULL,
        contract_version INTEGER NOT NULL REFERENCES contract,
        notes TEXT NOT NULL, made_at INTEGER NOT NULL, UNIQUE (stage, rater)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE skip (
        event TEXT PRIMARY KEY REFERENCES event, reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

CREATE TABLE source (
        id TEXT PRIMARY KEY, tags TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

CREATE TABLE stimulus (
        id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES source,
        system TEXT NOT NULL REFERENCES system,
        medium INTEGER NOT NULL REFERENCES medium,
        factors TEXT NOT NULL, UNIQUE (source, system)
    ) STRICT, WITHOUT ROWID;

CREATE TABLE study (
        id TEXT PRIMARY KEY, seed INTEGER NOT NULL, made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

CREATE TABLE system (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE trial (
        session TEXT NOT NULL REFERENCES session, position INTEGER NOT NULL,
        kind TEXT NOT NULL
            CHECK (kind IN ('counted', 'repeat', 'warm_up', 'training', 'catch')),
        repeats INTEGER, PRIMARY KEY (session, position)
    ) STRICT, WITHOUT ROWID;

CREATE TRIGGER certificate_again BEFORE INSERT ON certificate WHEN EXISTS (SELECT 1 FROM certificate WHERE event = NEW.event) BEGIN SELECT RAISE(ABORT, 'the record of certificate is only ever appended'); END;

CREATE TRIGGER certificate_delete BEFORE DELETE ON certificate BEGIN SELECT RAISE(ABORT, 'the record of certificate is only ever appended'); END;

CREATE TRIGGER certificate_kind BEFORE INSERT ON certificate WHEN (SELECT kind FROM event WHERE id = NEW.event) IS NOT 'certificate' BEGIN SELECT RAISE(ABORT, 'this event is no certificate'); END;

CREATE TRIGGER certificate_update BEFORE UPDATE ON certificate BEGIN SELECT RAISE(ABORT, 'the record of certificate is only ever appended'); END;

CREATE TRIGGER contract_again BEFORE INSERT ON contract WHEN EXISTS (SELECT 1 FROM contract WHERE version = NEW.version) BEGIN SELECT RAISE(ABORT, 'the record of contract is only ever appended'); END;

CREATE TRIGGER contract_delete BEFORE DELETE ON contract BEGIN SELECT RAISE(ABORT, 'the record of contract is only ever appended'); END;

CREATE TRIGGER contract_update BEFORE UPDATE ON contract BEGIN SELECT RAISE(ABORT, 'the record of contract is only ever appended'); END;

CREATE TRIGGER event_again BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR rater = NEW.rater AND counter = NEW.counter AND installation = NEW.installation) BEGIN SELECT RAISE(ABORT, 'the record of event is only ever appended'); END;

CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the record of event is only ever appended'); END;

CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the record of event is only ever appended'); END;

CREATE TRIGGER input_again BEFORE INSERT ON input WHEN EXISTS (SELECT 1 FROM input WHERE source = NEW.source AND name = NEW.name) BEGIN SELECT RAISE(ABORT, 'the record of input is only ever appended'); END;

CREATE TRIGGER input_delete BEFORE DELETE ON input BEGIN SELECT RAISE(ABORT, 'the record of input is only ever appended'); END;

CREATE TRIGGER input_update BEFORE UPDATE ON input BEGIN SELECT RAISE(ABORT, 'the record of input is only ever appended'); END;

CREATE TRIGGER label_again BEFORE INSERT ON label WHEN EXISTS (SELECT 1 FROM label WHERE kind = NEW.kind AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the record of label is only ever appended'); END;

CREATE TRIGGER label_delete BEFORE DELETE ON label BEGIN SELECT RAISE(ABORT, 'the record of label is only ever appended'); END;

CREATE TRIGGER label_update BEFORE UPDATE ON label BEGIN SELECT RAISE(ABORT, 'the record of label is only ever appended'); END;

CREATE TRIGGER medium_again BEFORE INSERT ON medium WHEN EXISTS (SELECT 1 FROM medium WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the record of medium is only ever appended'); END;

CREATE TRIGGER medium_delete BEFORE DELETE ON medium BEGIN SELECT RAISE(ABORT, 'the record of medium is only ever appended'); END;

CREATE TRIGGER medium_update BEFORE UPDATE OF id, sha256, kind, width, height, duration_us, frames, rate_mhz, warnings ON medium BEGIN SELECT RAISE(ABORT, 'the record of medium is only ever appended'); END;

CREATE TRIGGER note_again BEFORE INSERT ON note WHEN EXISTS (SELECT 1 FROM note WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the record of note is only ever appended'); END;

CREATE TRIGGER note_delete BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'the record of note is only ever appended'); END;

CREATE TRIGGER note_update BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'the record of note is only ever appended'); END;

CREATE TRIGGER pane_certificate_again BEFORE INSERT ON pane_certificate WHEN EXISTS (SELECT 1 FROM pane_certificate WHERE event = NEW.event AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'the record of pane_certificate is only ever appended'); END;

CREATE TRIGGER pane_certificate_delete BEFORE DELETE ON pane_certificate BEGIN SELECT RAISE(ABORT, 'the record of pane_certificate is only ever appended'); END;

CREATE TRIGGER pane_certificate_kind BEFORE INSERT ON pane_certificate WHEN (SELECT kind FROM event WHERE id = NEW.event) IS NOT 'certificate' BEGIN SELECT RAISE(ABORT, 'this event is no certificate'); END;

CREATE TRIGGER pane_certificate_update BEFORE UPDATE ON pane_certificate BEGIN SELECT RAISE(ABORT, 'the record of pane_certificate is only ever appended'); END;

CREATE TRIGGER place_again BEFORE INSERT ON place WHEN EXISTS (SELECT 1 FROM place WHERE session = NEW.session AND position = NEW.position AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'the record of place is only ever appended'); END;

CREATE TRIGGER place_delete BEFORE DELETE ON place BEGIN SELECT RAISE(ABORT, 'the record of place is only ever appended'); END;

CREATE TRIGGER place_update BEFORE UPDATE ON place BEGIN SELECT RAISE(ABORT, 'the record of place is only ever appended'); END;

CREATE TRIGGER preference_again BEFORE INSERT ON preference WHEN EXISTS (SELECT 1 FROM preference WHERE event = NEW.event) BEGIN SELECT RAISE(ABORT, 'the record of preference is only ever appended'); END;

CREATE TRIGGER preference_delete BEFORE DELETE ON preference BEGIN SELECT RAISE(ABORT, 'the record of preference is only ever appended'); END;

CREATE TRIGGER preference_kind BEFORE INSERT ON preference WHEN (SELECT kind FROM event WHERE id = NEW.event) IS NOT 'preference' BEGIN SELECT RAISE(ABORT, 'this event is no preference'); END;

CREATE TRIGGER preference_update BEFORE UPDATE ON preference BEGIN SELECT RAISE(ABORT, 'the record of preference is only ever appended'); END;

CREATE TRIGGER rating_again BEFORE INSERT ON rating WHEN EXISTS (SELECT 1 FROM rating WHERE event = NEW.event) BEGIN SELECT RAISE(ABORT, 'the record of rating is only ever appended'); END;

CREATE TRIGGER rating_delete BEFORE DELETE ON rating BEGIN SELECT RAISE(ABORT, 'the record of rating is only ever appended'); END;

CREATE TRIGGER rating_kind BEFORE INSERT ON rating WHEN (SELECT kind FROM event WHERE id = NEW.event) IS NOT 'rating' BEGIN SELECT RAISE(ABORT, 'this event is no rating'); END;

CREATE TRIGGER rating_update BEFORE UPDATE ON rating BEGIN SELECT RAISE(ABORT, 'the record of rating is only ever appended'); END;

CREATE TRIGGER session_again BEFORE INSERT ON session WHEN EXISTS (SELECT 1 FROM session WHERE id = NEW.id OR stage = NEW.stage AND rater = NEW.rater) BEGIN SELECT RAISE(ABORT, 'the record of session is only ever appended'); END;

CREATE TRIGGER session_delete BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'the record of session is only ever appended'); END;

CREATE TRIGGER session_update BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'the record of session is only ever appended'); END;

CREATE TRIGGER skip_again BEFORE INSERT ON skip WHEN EXISTS (SELECT 1 FROM skip WHERE event = NEW.event) BEGIN SELECT RAISE(ABORT, 'the record of skip is only ever appended'); END;

CREATE TRIGGER skip_delete BEFORE DELETE ON skip BEGIN SELECT RAISE(ABORT, 'the record of skip is only ever appended'); END;

CREATE TRIGGER skip_kind BEFORE INSERT ON skip WHEN (SELECT kind FROM event WHERE id = NEW.event) IS NOT 'skip' BEGIN SELECT RAISE(ABORT, 'this event is no skip'); END;

CREATE TRIGGER skip_update BEFORE UPDATE ON skip BEGIN SELECT RAISE(ABORT, 'the record of skip is only ever appended'); END;

CREATE TRIGGER source_again BEFORE INSERT ON source WHEN EXISTS (SELECT 1 FROM source WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the record of source is only ever appended'); END;

CREATE TRIGGER source_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'the record of source is only ever appended'); END;

CREATE TRIGGER source_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'the record of source is only ever appended'); END;

CREATE TRIGGER stimulus_again BEFORE INSERT ON stimulus WHEN EXISTS (SELECT 1 FROM stimulus WHERE id = NEW.id OR source = NEW.source AND system = NEW.system) BEGIN SELECT RAISE(ABORT, 'the record of stimulus is only ever appended'); END;

CREATE TRIGGER stimulus_delete BEFORE DELETE ON stimulus BEGIN SELECT RAISE(ABORT, 'the record of stimulus is only ever appended'); END;

CREATE TRIGGER stimulus_update BEFORE UPDATE ON stimulus BEGIN SELECT RAISE(ABORT, 'the record of stimulus is only ever appended'); END;

CREATE TRIGGER study_again BEFORE INSERT ON study WHEN EXISTS (SELECT 1 FROM study WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the record of study is only ever appended'); END;

CREATE TRIGGER study_delete BEFORE DELETE ON study BEGIN SELECT RAISE(ABORT, 'the record of study is only ever appended'); END;

CREATE TRIGGER study_update BEFORE UPDATE ON study BEGIN SELECT RAISE(ABORT, 'the record of study is only ever appended'); END;

CREATE TRIGGER system_again BEFORE INSERT ON system WHEN EXISTS (SELECT 1 FROM system WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the record of system is only ever appended'); END;

CREATE TRIGGER system_delete BEFORE DELETE ON system BEGIN SELECT RAISE(ABORT, 'the record of system is only ever appended'); END;

CREATE TRIGGER system_update BEFORE UPDATE ON system BEGIN SELECT RAISE(ABORT, 'the record of system is only ever appended'); END;

CREATE TRIGGER trial_again BEFORE INSERT ON trial WHEN EXISTS (SELECT 1 FROM trial WHERE session = NEW.session AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'the record of trial is only ever appended'); END;

CREATE TRIGGER trial_delete BEFORE DELETE ON trial BEGIN SELECT RAISE(ABORT, 'the record of trial is only ever appended'); END;

CREATE TRIGGER trial_update BEFORE UPDATE ON trial BEGIN SELECT RAISE(ABORT, 'the record of trial is only ever appended'); END;
