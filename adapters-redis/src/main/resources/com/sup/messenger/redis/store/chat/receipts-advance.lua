-- KEYS, more: user to 'delivered read', both places, and the times of both in ms; users by the
--   revision of the last move; the chat's revisions; the channel
-- ARGV: device, 1 if it lasts, place, revision, the life of a cursor in ms, most devices, user, 1 if
--   it was read, time in ms, then what is announced
-- Returns the receipt
local receipts, moved, now, channel = unpack(KEYS, 2)
local device, lasting, place, known_rev, kept, most, user, reads, at, publish, key, rest =
  unpack(ARGV)
place = tonumber(place)
local cursor_place, cursor_rev =
  moved_to(device, place, tonumber(known_rev), tonumber(kept), tonumber(most))

local receipt = redis.call('HGET', receipts, user) or '0 0  '
local arrived, seen, arrived_at, seen_at = string.match(receipt, '^(%d+) (%d+) (%d*) (%d*)$')
local before = tonumber(reads == '1' and seen or arrived)
if place > before then
  if place > tonumber(arrived) then
    arrived, arrived_at = place, at
  end
  if reads == '1' then
    seen, seen_at = place, at
  end
  receipt = string.format('%d %d %s %s', arrived, seen, arrived_at, seen_at)
  redis.call('HSET', receipts, user, receipt)
  local rev = redis.call('HINCRBY', now, 'rev', 1)
  redis.call('ZADD', moved, rev, user)
  -- A device knows its own move.
  if cursor_rev == rev - 1 then
    cursor_rev = rev
  end
  announce(rev, before, publish, channel, key, rest)
end
write(device, cursor_place, cursor_rev, clock, lasting)
redis.call('PEXPIRE', cursors, kept)
return receipt
