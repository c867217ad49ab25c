-- Returns {} if the user is no member, {seq, rev, members} for a new entry, {seq, rev, members,
-- entry} for a repeat
local sender, temp, id, entry, rest, publish, key, connection, at, silent, expires, mentions, max,
  max_bytes, ttl = unpack(ARGV)
max, max_bytes, ttl = tonumber(max), tonumber(max_bytes), tonumber(ttl)

-- A message without a connection is a back-end's. It may name any sender.
local admitted = connection == '' and redis.call('EXISTS', members)
  or redis.call('SISMEMBER', members, sender)
if admitted == 0 then
  return {}
end

local before = temp ~= '' and redis.call('HGET', temps, temp)
if before then
  local stored = redis.call('HGET', entries, before)
  if stored then
    return {tonumber(before), note(before).rev, 0, stored}
  end
end

local seq = redis.call('INCR', head)
if seq == 1 then
  -- A store that has lost only the head still has entries.
  local first = redis.call('HGET', ids, '#first')
  if first then
    seq = first + redis.call('HLEN', entries)
    redis.call('SET', head, seq)
  end
end
local rev = redis.call('HINCRBY', now, 'rev', 1)
redis.call('HSET', now, 'at', at)

local last = note(seq - 1)
local flag = silent == '1' and 's' or 'v'
local count = (last and last.count or 0) + (flag == 'v' and 1 or 0)
redis.call('HSET', entries, seq, entry)
write_note(seq, {
  author = sender, id = id, size = #entry, rev = rev, version = 0, count = count, flag = flag
})
if temp ~= '' then
  redis.call('HSET', temps, temp, seq, '#' .. seq, temp)
end
if flag == 'v' then
  redis.call('ZADD', authored, 0, place(sender, seq))
  add_mentions(seq, sender, mentions, ttl)
end
add_expiry(seq, expires, ttl)

local bytes = redis.call('HINCRBY', ids, '#bytes', #entry)
if bytes == #entry then
  redis.call('HSET', ids, '#first', seq)
end
if seq > max or bytes > max_bytes then
  trim(seq, bytes, max, max_bytes)
end
for _, each in ipairs({entries, ids, temps, authored, reactions, reacted, gone, replaced}) do
  redis.call('PEXPIRE', each, ttl)
end
announce(rev, seq, publish, channel, key, rest)
return {seq, rev, redis.call('SCARD', members)}
