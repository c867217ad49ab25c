/// The ports on Redis, by Redisson: one class a port.
///
/// All keys of a chat stand under one hash tag, those of a user, of an instance likewise, so that a
/// script runs on Redis Cluster. Every key has a bound or a time to live.
///
/// | key | type | holds |
/// | --- | --- | --- |
/// | `{c:<chat>}:members` | set | the users who are members |
/// | `{c:<chat>}:head` | string | the place of the newest message; for good |
/// | `{c:<chat>}:log` | stream | the newest 10,000 messages, id `<seq>-0`; 30 days from the last |
/// | `{c:<chat>}:ids` | hash | message id to place, of what the log holds |
/// | `{c:<chat>}:temps` | hash | sender and tempId to place, of what the log holds |
/// | `{u:<user>}:chats` | set | the chats of a user |
/// | `{u:<user>}:roster` | hash | connection id to roster entry |
/// | `{i:<instance>}:roster` | hash | connection id to roster entry |
/// | `{instances}` | hash | instance id to what it said last |
/// | `{instances}:leases` | sorted set | instance ids by the end of the lease, in ms of Redis's
/// clock |
/// | `{instances}:beat` | string | when any instance last beat |
/// | `reminders` | sorted set | reminders by the time at which they are due, in ms |
///
/// Channels, sharded where the server knows that (7.0): `{c:<chat>}:all`, `{c:<chat>}:viewers`,
/// `{u:<user>}:all`, `{u:<user>}:presence`, `{i:<instance>}:all`, `{i:<instance>}:questions`,
/// `{i:<instance>}:answers`.
@NullMarked
package com.sup.messenger.redis;

import org.jspecify.annotations.NullMarked;
