-- The lives of the keys of a log are renewed once in this time, in ms.
local RENEWAL = 3600000

-- Returns {} if the user is no member, {seq, rev, members} for a new entry, {seq, rev, members,
-- entry} for a repeat
local sender, temp, id, entry, publish, key, connection, at, silent, expires, mentions, max,
  max_bytes, ttl = unpack(ARGV)

-- A message without a connection is a back-end's. It may name any sender.
local admitted = connection == '' and redis.call('EXISTS', members)
  or redis.call('SISMEMBER', members, sender)
if admitted == 0 then
  return {}
end

-- No field has an empty name.
local known = redis.call('HMGET', log, '#', temp)
local before = known[2]
if before then
  return {tonumber(before), note(before).rev, 0, redis.call('HGET', log, '=' .. before)}
end

local first, last, bytes, count, renewed = 0, 0, 0, 0, 0
if known[1] then
  first, last, bytes, count, renewed = extent_of(known[1])
end
local head = redis.call('HMGET', now, 'seq', 'rev')
-- A store that has lost only the head still has entries.
local seq, rev = math.max(head[1] or 0, last) + 1, (head[2] or 0) + 1
redis.call('HSET', now, 'seq', seq, 'rev', rev, 'at', at)

local flag = silent == '1' and 's' or 'v'
if flag == 'v' then
  count = count + 1
  redis.call('ZADD', authored, 0, place(sender, seq))
  if mentions ~= '' then
    add_mentions(seq, sender, mentions, ttl)
  end
end
local text = note_text(sender, id, #entry, rev, 0, count, flag, temp)
if temp ~= '' then
  redis.call('HSET', log, '=' .. seq, entry, '#' .. seq, text, id, seq, temp, seq)
else
  redis.call('HSET', log, '=' .. seq, entry, '#' .. seq, text, id, seq)
end
add_expiry(seq, expires, ttl)

first, bytes = known[1] and first or seq, bytes + #entry
max, max_bytes = tonumber(max), tonumber(max_bytes)
if seq - first >= max + math.floor(max / 64) or bytes > max_bytes then
  first, bytes = trim(first, seq, bytes, max, max_bytes - math.floor(max_bytes / 64))
  renewed = 0
end
if math.abs(at - renewed) >= RENEWAL then
  for _, each in ipairs({log, authored, mentioned, gone, replaced, expiring, reactions, reacted}) do
    redis.call('PEXPIRE', each, ttl)
  end
  -- A set that is not there yet has no life to renew.
  renewed = redis.call('EXISTS', authored) == 1 and at or 0
end
write_extent(first, seq, bytes, count, renewed)
announce(rev, seq, publish, channel, key, '"entry":' .. entry .. '}')
return {seq, rev, redis.call('SCARD', members)}
