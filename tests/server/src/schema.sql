CREATE TABLE project (
  id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  secret TEXT NOT NULL
) STRICT;

CREATE TABLE users (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email TEXT UNIQUE COLLATE NOCASE,
  first_name TEXT,
  last_name TEXT,
  token TEXT UNIQUE,
  grant_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE members (
  seq INTEGER PRIMARY KEY,
  user INTEGER NOT NULL UNIQUE REFERENCES users,
  is_admin INTEGER NOT NULL DEFAULT 0,
  is_developer INTEGER NOT NULL DEFAULT 0,
  can_create_rooms INTEGER NOT NULL DEFAULT 0,
  can_use_llm_proxy INTEGER NOT NULL DEFAULT 0
) STRICT;

-- metadata, annotations and permissions hold JSON exactly as it came.
CREATE TABLE rooms (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  metadata TEXT NOT NULL DEFAULT '{}',
  annotations TEXT NOT NULL DEFAULT '{}',
  enabled INTEGER NOT NULL DEFAULT 1,
  grant_count INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Offsets into all grants are found by adding up counts along this index.
CREATE INDEX rooms_counted ON rooms (name, grant_count);

CREATE TABLE grants (
  seq INTEGER PRIMARY KEY,
  room INTEGER NOT NULL REFERENCES rooms ON DELETE CASCADE,
  user INTEGER NOT NULL REFERENCES users,
  permissions TEXT NOT NULL,
  UNIQUE (room, user)
) STRICT;
CREATE INDEX grants_by_user ON grants (user, room);

CREATE TABLE files (
  path TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  size INTEGER NOT NULL
) STRICT;

-- A client without a secret hash is public; a built-in one is never listed.
CREATE TABLE clients (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  salt TEXT NOT NULL DEFAULT '',
  secret_hash TEXT,
  grant_types TEXT NOT NULL,
  response_types TEXT NOT NULL,
  redirect_uris TEXT NOT NULL,
  scope TEXT NOT NULL,
  metadata TEXT NOT NULL DEFAULT '{}',
  built_in INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE codes (
  hash TEXT PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES clients ON DELETE CASCADE,
  user INTEGER NOT NULL REFERENCES users,
  redirect_uri TEXT NOT NULL,
  scope TEXT NOT NULL,
  challenge TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens (
  hash TEXT PRIMARY KEY,
  refresh INTEGER NOT NULL,
  client INTEGER NOT NULL REFERENCES clients ON DELETE CASCADE,
  user INTEGER NOT NULL REFERENCES users,
  scope TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX tokens_by_client ON tokens (client);
