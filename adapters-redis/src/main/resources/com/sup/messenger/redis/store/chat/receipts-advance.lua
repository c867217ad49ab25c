-- KEYS, more: user to delivered place; user to read place; user to the times of both, in ms; users by
--   the revision of the last move; the chat's revisions; the channel
-- ARGV: device, 1 if it lasts, place, revision, the life of a cursor in ms, most devices, user, 1 if
--   it was read, time in ms, then what is announced
-- Returns {delivered place, read place, the times of both}
local delivered, read_to, times, moved, now, channel = unpack(KEYS, 3)
local device, lasting, place, known_rev, kept, most, user, reads, at, publish, key, rest =
  unpack(ARGV)
place = tonumber(place)
move(device, lasting, place, tonumber(known_rev), tonumber(kept), tonumber(most))

local arrived = tonumber(redis.call('HGET', delivered, user) or 0)
local seen = tonumber(redis.call('HGET', read_to, user) or 0)
local arrived_at, seen_at =
  string.match(redis.call('HGET', times, user) or ' ', '^(%d*) (%d*)$')
local before = reads == '1' and seen or arrived
if place > before then
  if place > arrived then
    arrived, arrived_at = place, at
    redis.call('HSET', delivered, user, place)
  end
  if reads == '1' then
    seen, seen_at = place, at
    redis.call('HSET', read_to, user, place)
  end
  redis.call('HSET', times, user, arrived_at .. ' ' .. seen_at)
  local rev = redis.call('HINCRBY', now, 'rev', 1)
  redis.call('ZADD', moved, rev, user)
  -- A device knows its own move.
  local cursor = read(device)
  if cursor.rev == rev - 1 then
    write(device, cursor.place, rev, clock, lasting)
  end
  announce(rev, before, publish, channel, key, rest)
end
return {tostring(arrived), tostring(seen), arrived_at .. ' ' .. seen_at}
