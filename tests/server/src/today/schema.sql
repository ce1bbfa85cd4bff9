-- Added to whatever an older server has left in the folder.

-- What is kept as it was sent: groups, service accounts, secrets, settings
-- documents, profiles, projects. `parent` is the owner within which names are
-- unique, empty for the project.
CREATE TABLE IF NOT EXISTS records (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  parent TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  key TEXT,
  body TEXT NOT NULL,
  UNIQUE (kind, parent, name),
  UNIQUE (kind, parent, key)
) STRICT;

-- Roles as JSON lists. Those of users on the project and on rooms are kept
-- with the older generation's members and grants, in the two tables below.
CREATE TABLE IF NOT EXISTS bindings (
  seq INTEGER PRIMARY KEY,
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  roles TEXT NOT NULL,
  UNIQUE (resource_type, resource_id, subject_type, subject_id)
) STRICT;
CREATE INDEX IF NOT EXISTS bindings_by_subject ON bindings (subject_type, subject_id);

-- A member's roles that no flag of `members` stands for.
CREATE TABLE IF NOT EXISTS member_roles (
  user INTEGER PRIMARY KEY REFERENCES members (user) ON DELETE CASCADE,
  roles TEXT NOT NULL
) STRICT;

-- The roles that a grant's scope was made from; a grant without is the older
-- generation's.
CREATE TABLE IF NOT EXISTS grant_roles (
  room INTEGER NOT NULL,
  user INTEGER NOT NULL,
  roles TEXT NOT NULL,
  PRIMARY KEY (room, user),
  FOREIGN KEY (room, user) REFERENCES grants (room, user) ON DELETE CASCADE
) STRICT;

CREATE TABLE IF NOT EXISTS api_keys (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  key_set TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  UNIQUE (account, name)
) STRICT;

CREATE TABLE IF NOT EXISTS secret_versions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  secret TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  value TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  creator TEXT NOT NULL,
  creator_is_user INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (secret, version)
) STRICT;

-- Who read a value, and when.
CREATE TABLE IF NOT EXISTS secret_reads (
  seq INTEGER PRIMARY KEY,
  version TEXT NOT NULL REFERENCES secret_versions (id) ON DELETE CASCADE,
  reader TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS pull_secrets (
  account TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  secret TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  PRIMARY KEY (account, secret)
) STRICT;

-- What a room's runtime reports. Rows of `session_rows` are events, spans and
-- metrics.
CREATE TABLE IF NOT EXISTS sessions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  room_id TEXT,
  room_name TEXT NOT NULL,
  agent_id TEXT,
  agent_name TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  participants TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_by_room ON sessions (room_name, created_at);

CREATE TABLE IF NOT EXISTS session_rows (
  seq INTEGER PRIMARY KEY,
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS rows_by_session ON session_rows (session, kind, seq);

CREATE TABLE IF NOT EXISTS room_events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  room_name TEXT NOT NULL,
  session TEXT,
  type TEXT NOT NULL,
  message TEXT NOT NULL,
  severity TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_by_room ON room_events (room_name, created_at);

CREATE TABLE IF NOT EXISTS usage (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  report TEXT NOT NULL,
  usage_type TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  room TEXT NOT NULL,
  user TEXT NOT NULL,
  proxy INTEGER NOT NULL,
  quantity REAL NOT NULL,
  cost REAL NOT NULL,
  annotations TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS usage_by_time ON usage (at);

CREATE TABLE IF NOT EXISTS transactions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  amount REAL NOT NULL,
  reference TEXT,
  reference_type TEXT,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The files of rooms and agents; a folder has no file on disk.
CREATE TABLE IF NOT EXISTS room_files (
  seq INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  path TEXT NOT NULL,
  file TEXT,
  size INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (target, path)
) STRICT;

-- The runs of scheduled tasks, as they are shown.
CREATE TABLE IF NOT EXISTS task_runs (
  seq INTEGER PRIMARY KEY,
  task TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS runs_by_task ON task_runs (task, seq);

-- What became of mail that mailboxes have sent, and what was told of it.
CREATE TABLE IF NOT EXISTS deliveries (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  mailbox TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  events TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_by_mailbox ON deliveries (mailbox, seq);
