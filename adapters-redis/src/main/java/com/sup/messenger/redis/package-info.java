/// The ports on Redis, by Redisson.
///
/// All keys of a chat share one hash tag, so that a script runs on Redis Cluster. The same holds
/// for a user and for an instance. Every key has a bound or a time to live. With `REDIS_PREFIX`,
/// each name below begins with the prefix.
///
/// | key | type | holds |
/// | --- | --- | --- |
/// | `{c:<chat>}:members` | set | the users who are members |
/// | `{c:<chat>}:joined` | hash | member to the place before the join; `*` if history is shown |
/// | `{c:<chat>}:profile` | hash | the profile that back-ends write; until they delete it |
/// | `{c:<chat>}:now` | hash | the head, the revision, the last changes, see below; for good |
/// | `{c:<chat>}:log` | hash | the newest 10,000 messages or 64 MiB, see below; 30 days |
/// | `{c:<chat>}:authored` | sorted set | author and place of each message that may be unread |
/// | `{c:<chat>}:mentioned` | sorted set | the same of mentioned members |
/// | `{c:<chat>}:gone` | sorted set | places of deleted messages that were not silent |
/// | `{c:<chat>}:replaced` | sorted set | places of edited and deleted messages, by revision |
/// | `{c:<chat>}:expiring` | sorted set | places of messages that expire, by time in ms |
/// | `{c:<chat>}:receipts` | hash | user to receipt, see below; for good |
/// | `{c:<chat>}:moved` | sorted set | users by the revision of their last receipt; for good |
/// | `{c:<chat>}:cursors:<user>` | hash | 32 devices to place, see below; 30 days |
/// | `{c:<chat>}:views` | set | user and connection of each viewer |
/// | `{c:<chat>}:viewers` | hash | user to number of connections that view the chat |
/// | `{c:<chat>}:reactions` | hash | message id to JSON of user to reaction; as long as the log |
/// | `{c:<chat>}:reacted` | sorted set | its 10,000 message ids, by revision of the last change |
/// | `{u:<user>}:chats` | set | the chats of a user |
/// | `{u:<user>}:former` | sorted set | the latest 100 chats that the user left, by number; 30 days
/// |
/// | `{u:<user>}:informed` | sorted set | 32 devices, by the last departure they know; 30 days |
/// | `{u:<user>}:roster` | hash | connection id to roster entry |
/// | `{u:<user>}:views:<connection>` | set | the chats that a connection views |
/// | `{u:<user>}:presence` | string | the presence; 30 days after the user has left |
/// | `{u:<user>}:notifications` | hash | id to notification, or to nothing once read; 7 days |
/// | `{u:<user>}:notifications:times` | sorted set | its 100 ids, by time in ms |
/// | `{u:<user>}:notifications:subjects` | hash | id to state, place, chat, message, user; 7 days |
/// | `{u:<user>}:permits:<bucket>` | string | about 100 runs of permits; one window |
/// | `{u:<user>}:mutes` | hash | 1,000 chats to the end in ms; until the last end |
/// | `{u:<user>}:blocks` | hash | 1,000 users to time and text, see below; for good |
/// | `{u:<user>}:revoked` | hash | device, or `*`, to a time in ms; 400 days |
/// | `{i:<instance>}:roster` | hash | connection id to roster entry |
/// | `{instances}` | hash | instance id to its last report |
/// | `{instances}:leases` | sorted set | instance ids by the end of the lease, in ms of Redis |
/// | `{instances}:beat` | string | the last time at which any instance beat |
/// | `{instances}:back` | string | the time of the first beat after a pause; 10 s |
/// | `reminders` | sorted set | reminders by the time at which they are due, in ms |
/// | `{calls}:call:<name>` | hash | the call, and its candidates by device; until forgotten |
/// | `{calls}:of:<user>` | string | the name of the user's live call; as long as that call |
/// | `{calls}:last:<user>` | string | the name of the user's last call; as long as that call |
/// | `{calls}:as:<user> <call>` | string | the name of the user's call with that id, see below |
/// | `session:<private key>` | hash | a dropped session, see below; 2 minutes |
/// | `push:outbox` | stream | the newest 100,000 entries for a push worker |
///
/// A time to live begins with the last change. Some fields need more words:
///
/// - In `log`, a place leads to the entry (`=<place>`), to its note (`#<place>`) and to the
///   mentioned members (`@<place>`). A message id leads to its place, and so do a sender and a
///   tempId. `#` has the oldest and the newest place, the bytes, and the number of messages that
///   are not silent. Its last number is the time of the last renewal of lives in ms.
/// - A note has the author, id, size, revision and version of an entry. Then follows the number of
///   messages up to it that are not silent. The letter is `s` for a silent message, `d` for a
///   deleted one, and `v` for others. The last part is the sender and the tempId, if there is one.
/// - Old messages go in groups: when there are 156 too many, or a byte too many. After that, a
///   sixty-fourth of the bytes is free. The lives of a log's keys are renewed once an hour.
/// - In `now`, `seq` is the head and `rev` the revision. `members` and `profile` have that of the
///   last change of these, and `at` the time of the newest message in ms.
/// - A receipt is the delivered place, the read place, and the times of both in ms.
/// - In `cursors`, a device leads to its place, the time of the move in ms, 1 if it lasts, and its
///   revision. `*` leads to the lowest place that was removed for the bound.
/// - The name of a call is its id. If strangers' call has that name, it is the caller and the id.
/// - `{calls}:as` is there only if the user's call has another name than its id. It lives as long
///   as the call.
/// - In `blocks`, a user leads to the time in ms at which the blocker was last seen. A blank and
/// the
///   text of the blocker follow, if there was one.
/// - A session has its snapshot, its user, its fence, and the time of a claim.
///
/// JSON is in the form of `Json`. The keys for connections have no time to live. Instances remove
/// their own entries, and those of dead instances.
///
/// Channels are sharded if the server knows such channels (7.0): `{c:<chat>}:all`,
/// `{c:<chat>}:viewers`, `{u:<user>}:all`, `{u:<user>}:presence`, `{i:<instance>}:all`,
/// `{i:<instance>}:questions`, `{i:<instance>}:answers`, `{bus}`. In a database other than 0, their
/// names begin with `db<number>/` after the prefix.
///
/// With `CLUSTER_SECRET`, `Seal` seals messages on channels and snapshots of sessions.
@NullMarked
package com.sup.messenger.redis;

import org.jspecify.annotations.NullMarked;
