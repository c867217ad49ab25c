-- The state of chats. Ids are ASCII and compared byte by byte. Texts of users are bytes of UTF-8,
-- since the type text cannot hold U+0000.

-- A row for each chat that ever was. Each change of the chat holds this row, so that changes come
-- one after the other: places and revisions have no holes and become visible in order.
CREATE TABLE chat (
  id              text COLLATE "C" PRIMARY KEY,
  head            bigint  NOT NULL DEFAULT 0,
  rev             bigint  NOT NULL DEFAULT 0,
  last_message_at timestamptz,
  size            integer NOT NULL DEFAULT 0,
  members_rev     bigint  NOT NULL DEFAULT 0,
  history_shown   boolean NOT NULL DEFAULT false,
  has_profile     boolean NOT NULL DEFAULT false,
  profile_rev     bigint  NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

CREATE TABLE profile_field (
  chat  text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  value bytea NOT NULL,
  PRIMARY KEY (chat, field)
);

CREATE TABLE member (
  chat         text COLLATE "C" NOT NULL,
  id           text COLLATE "C" NOT NULL,
  joined_after bigint NOT NULL,
  PRIMARY KEY (chat, id)
);

CREATE INDEX member_chats ON member (id, chat);

-- The number of departures of a user. It numbers the rows of former_chat.
CREATE TABLE departures (
  member text COLLATE "C" PRIMARY KEY,
  last   bigint NOT NULL
);

CREATE TABLE former_chat (
  member text COLLATE "C" NOT NULL,
  chat   text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (member, chat)
);

-- The last departure that a device of a user knows.
CREATE TABLE informed_device (
  member   text COLLATE "C" NOT NULL,
  device   text COLLATE "C" NOT NULL,
  number   bigint NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (member, device)
);

-- size: an upper bound of the bytes on the wire. mentioned: those mentioned users who were members.
-- content is NULL for a deleted message, and deleted_at and deletion are not.
CREATE TABLE message (
  chat         text COLLATE "C" NOT NULL,
  seq          bigint NOT NULL,
  id           text COLLATE "C" NOT NULL,
  rev          bigint NOT NULL,
  sender       text COLLATE "C" NOT NULL,
  sender_name  bytea,
  avatar       bytea,
  connection   text COLLATE "C",
  temp_id      text COLLATE "C",
  type         text COLLATE "C",
  content      bytea,
  metadata     bytea,
  mentions     text[] COLLATE "C",
  mentioned    text[] COLLATE "C",
  reply_to     text COLLATE "C",
  silent       boolean NOT NULL,
  size         bigint  NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  version      integer NOT NULL DEFAULT 0,
  edited_at    timestamptz,
  replaced_rev bigint,
  deleted_at   timestamptz,
  deleted_by   text COLLATE "C",
  deletion     text COLLATE "C",
  PRIMARY KEY (chat, seq),
  UNIQUE (chat, id)
);

CREATE UNIQUE INDEX message_once ON message (chat, sender, temp_id) WHERE temp_id IS NOT NULL;
CREATE INDEX message_counted ON message (chat, seq) INCLUDE (sender)
  WHERE NOT silent AND deletion IS NULL;
CREATE INDEX message_mentioning ON message (chat, seq) WHERE mentioned IS NOT NULL;
CREATE INDEX message_replaced ON message (chat, replaced_rev) WHERE replaced_rev IS NOT NULL;
CREATE INDEX message_expiring ON message (chat, expires_at, seq) WHERE expires_at IS NOT NULL;

CREATE TABLE receipt (
  chat         text COLLATE "C" NOT NULL,
  member       text COLLATE "C" NOT NULL,
  delivered    bigint NOT NULL DEFAULT 0,
  delivered_at timestamptz,
  read         bigint NOT NULL DEFAULT 0,
  read_at      timestamptz,
  rev          bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (chat, member)
) WITH (fillfactor = 70);

CREATE INDEX receipt_moved ON receipt (chat, rev);

-- device '' has the lowest place of the lasting devices that were dropped.
CREATE TABLE device_cursor (
  chat     text COLLATE "C" NOT NULL,
  member   text COLLATE "C" NOT NULL,
  device   text COLLATE "C" NOT NULL,
  seq      bigint  NOT NULL,
  rev      bigint  NOT NULL,
  moved_at timestamptz NOT NULL,
  lasting  boolean NOT NULL,
  PRIMARY KEY (chat, member, device)
) WITH (fillfactor = 70);

-- A message that has, or had, reactions.
CREATE TABLE reacted (
  chat    text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  seq     bigint NOT NULL,
  rev     bigint NOT NULL,
  PRIMARY KEY (chat, message)
);

CREATE INDEX reacted_changed ON reacted (chat, rev);
CREATE INDEX reacted_place ON reacted (chat, seq);

CREATE TABLE reaction (
  chat    text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  member  text COLLATE "C" NOT NULL,
  value   bytea NOT NULL,
  PRIMARY KEY (chat, message, member),
  FOREIGN KEY (chat, message) REFERENCES reacted ON DELETE CASCADE
);
