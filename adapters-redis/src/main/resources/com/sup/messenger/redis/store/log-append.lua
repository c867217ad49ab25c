-- Returns {} if the user is no member, {seq, members} for a new entry, {0, seq, entry} for a repeat
local members, head, log, ids, temps, channel, reactions, reacted = unpack(KEYS)
local sender, temp, id, entry, publish, max, max_bytes, ttl, key, connection = unpack(ARGV)

-- A message without a connection is a back-end's. It may name any sender.
local admitted = connection == '' and redis.call('EXISTS', members)
  or redis.call('SISMEMBER', members, sender)
if admitted == 0 then
  return {}
end

local first = temp ~= '' and redis.call('HGET', temps, temp)
if first then
  local stored = redis.call('XRANGE', log, first .. '-0', first .. '-0')[1]
  if stored then
    return {0, tonumber(first), stored[2][2]}
  end
end

local seq = redis.call('INCR', head)
local newest = seq == 1 and redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
if newest then
  seq = tonumber(string.match(newest[1], '^%d+')) + 1
  redis.call('SET', head, seq)
end
redis.call('XADD', log, seq .. '-0', 'entry', entry, 'id', id, 'temp', temp)
redis.call('HSET', ids, id, seq, '#' .. seq, sender .. ' ' .. id .. ' ' .. #entry)
if temp ~= '' then
  redis.call('HSET', temps, temp, seq)
end

max, max_bytes = tonumber(max), tonumber(max_bytes)
local bytes = redis.call('HINCRBY', ids, '#bytes', #entry)
local count = (seq > max or bytes > max_bytes) and redis.call('XLEN', log) or 0
while count > max or (bytes > max_bytes and count > 1) do
  local old = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
  local fields = old[2]
  redis.call('HDEL', ids, fields[4], '#' .. string.match(old[1], '^%d+'))
  if fields[6] ~= '' then
    redis.call('HDEL', temps, fields[6])
  end
  redis.call('HDEL', reactions, fields[4])
  redis.call('ZREM', reacted, fields[4])
  redis.call('XDEL', log, old[1])
  count = count - 1
  bytes = redis.call('HINCRBY', ids, '#bytes', -#fields[2])
end

for _, key in ipairs({log, ids, temps, reactions, reacted}) do
  redis.call('PEXPIRE', key, ttl)
end
local message = '{"seq":' .. seq .. ',"entry":' .. entry .. '}'
if key ~= '' then
  -- Seal describes the key. It is never published.
  message = 'A' .. redis.sha1hex(seq .. ':' .. key) .. message
end
redis.call(publish, channel, message)
return {seq, redis.call('SCARD', members)}
