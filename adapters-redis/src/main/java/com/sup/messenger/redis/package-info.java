/// The ports on Redis, by Redisson: one class a port.
///
/// All keys of a chat stand under one hash tag, those of a user, of an instance likewise, so that a
/// script runs on Redis Cluster. Every key has a bound or a time to live. Where `REDIS_PREFIX` is
/// set,
/// each name below begins with it.
///
/// | key | type | holds |
/// | --- | --- | --- |
/// | `{c:<chat>}:members` | set | the users who are members |
/// | `{c:<chat>}:profile` | hash | what back-ends say of the chat; until it is deleted |
/// | `{c:<chat>}:head` | string | the place of the newest message; for good |
/// | `{c:<chat>}:log` | stream | the newest 10,000 messages or 64 MiB, id `<seq>-0`; 30 days from
/// the last |
/// | `{c:<chat>}:ids` | hash | of what the log holds: message id to place, `#<place>` to author, id
/// and bytes, `#bytes` to all bytes |
/// | `{c:<chat>}:temps` | hash | sender and tempId to place, of what the log holds |
/// | `{c:<chat>}:read` | hash | user to read place; for good |
/// | `{c:<chat>}:delivered` | hash | user to delivered place; for good |
/// | `{c:<chat>}:cursors:<user>` | hash | 32 devices to place, time of the move in ms, and 1 if it
/// lasts; `*` to the lowest place that had to go; 30 days from a move |
/// | `{c:<chat>}:devices:<user>` | sorted set | devices by place, of an earlier version; 30 days |
/// | `{c:<chat>}:views` | set | user and connection, of each that looks at the chat |
/// | `{c:<chat>}:viewers` | hash | user to number of connections that look at the chat |
/// | `{c:<chat>}:reactions` | hash | message id to JSON of user to reaction; as long as the log |
/// | `{c:<chat>}:reacted` | sorted set | the 10,000 message ids of that, last reacted to last |
/// | `{u:<user>}:chats` | set | the chats of a user |
/// | `{u:<user>}:roster` | hash | connection id to roster entry |
/// | `{u:<user>}:views:<connection>` | set | the chats that a connection looks at |
/// | `{u:<user>}:presence` | string | the presence; of who is gone for 30 days |
/// | `{u:<user>}:notifications` | hash | id to notification, or to nothing once read; 7 days |
/// | `{u:<user>}:notifications:times` | sorted set | the 100 ids of that, by time in ms |
/// | `{u:<user>}:permits:<bucket>` | hash | about 100 runs of permits; a window from the last |
/// | `{u:<user>}:revoked` | hash | device, or `*`, to a time in ms; 400 days from the last |
/// | `{i:<instance>}:roster` | hash | connection id to roster entry |
/// | `{instances}` | hash | instance id to what it said last |
/// | `{instances}:leases` | sorted set | instance ids by the end of the lease, in ms of Redis's
/// clock |
/// | `{instances}:beat` | string | when any instance last beat |
/// | `reminders` | sorted set | reminders by the time at which they are due, in ms |
/// | `{calls}:call:<name>` | hash | the call and its candidates by device; until forgotten. Its
/// name
/// is its id; if strangers' call has that, the caller and the id |
/// | `{calls}:of:<user>` | string | the name of the user's live call; as long as that call |
/// | `{calls}:as:<user> <call>` | string | the name of the call that the user means by an id, if it
/// is not the id; as long as that call |
/// | `session:<private key>` | hash | a session that has dropped: its snapshot, its user, its
/// fence,
/// when it was claimed; 2 minutes |
/// | `push:outbox` | stream | the newest 100,000 entries for a push worker |
///
/// What is in JSON is as Json of this package writes it. What follows what is connected has no time
/// to live: it is taken out by instances, those of the dead ones by the others.
///
/// Channels, sharded where the server knows that (7.0): `{c:<chat>}:all`, `{c:<chat>}:viewers`,
/// `{u:<user>}:all`, `{u:<user>}:presence`, `{i:<instance>}:all`, `{i:<instance>}:questions`,
/// `{i:<instance>}:answers`, `{bus}`. In a database other than 0 they begin with `db<number>/`,
/// after
/// the prefix.
///
/// With `CLUSTER_SECRET`, messages on channels and snapshots of sessions are sealed, as Seal says.
@NullMarked
package com.sup.messenger.redis;


import org.jspecify.annotations.NullMarked;
