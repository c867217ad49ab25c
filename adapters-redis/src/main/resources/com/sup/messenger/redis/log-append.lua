-- {} for who is no member, {seq} for a new entry, {seq, entry} for a repeat.
local members, head, log, ids, temps, channel, reactions, reacted = unpack(KEYS)
local sender, temp, id, entry, publish, max, ttl = unpack(ARGV)

if redis.call('SISMEMBER', members, sender) == 0 then
  return {}
end

local first = temp ~= '' and redis.call('HGET', temps, temp)
if first then
  local stored = redis.call('XRANGE', log, first .. '-0', first .. '-0')[1]
  if stored then
    return {tonumber(first), stored[2][2]}
  end
end

local seq = redis.call('INCR', head)
local newest = seq == 1 and redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
if newest then
  seq = tonumber(string.match(newest[1], '^%d+')) + 1
  redis.call('SET', head, seq)
end
redis.call('XADD', log, seq .. '-0', 'entry', entry, 'id', id, 'temp', temp)
redis.call('HSET', ids, id, seq)
if temp ~= '' then
  redis.call('HSET', temps, temp, seq)
end

for _, old in ipairs(redis.call('XRANGE', log, '-', math.max(seq - max, 0) .. '-0')) do
  local fields = old[2]
  redis.call('HDEL', ids, fields[4])
  if fields[6] ~= '' then
    redis.call('HDEL', temps, fields[6])
  end
end
redis.call('XTRIM', log, 'MAXLEN', max)

for _, key in ipairs({log, ids, temps, reactions, reacted}) do
  redis.call('PEXPIRE', key, ttl)
end
redis.call(publish, channel, '{"seq":' .. seq .. ',"entry":' .. entry .. '}')
return {seq}
