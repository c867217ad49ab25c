-- KEYS: message to reactions, and to its place at '#'; messages by the revision of the last change;
--   the chat's revisions; the channel
-- ARGV: message, place, user, reaction, most reactions of a message, most messages, life in ms, then
--   what is announced
local reactions, reacted, now, channel = unpack(KEYS)
local message, seq, user, reaction, most, messages, ttl, publish, key, rest = unpack(ARGV)
local known = cjson.decode(redis.call('HGET', reactions, message) or '{}')
local change = known[user] and 'REPLACED' or 'ADDED'
if change == 'ADDED' then
  local count = 0
  for each in pairs(known) do
    count = count + (each == '#' and 0 or 1)
  end
  if count >= tonumber(most) then
    return 'FULL'
  end
end
known[user] = reaction
known['#'] = seq
local rev = redis.call('HINCRBY', now, 'rev', 1)
redis.call('HSET', reactions, message, cjson.encode(known))
redis.call('ZADD', reacted, rev, message)
if redis.call('ZCARD', reacted) > tonumber(messages) then
  redis.call('HDEL', reactions, redis.call('ZPOPMIN', reacted)[1])
end
redis.call('PEXPIRE', reactions, ttl)
redis.call('PEXPIRE', reacted, ttl)
announce(rev, seq, publish, channel, key, rest)
return change
