-- KEYS: as in reaction-put; ARGV: message, place, user, reaction, then what is announced
local reactions, reacted, now, channel = unpack(KEYS)
local message, seq, user, reaction, publish, key, rest = unpack(ARGV)
local known = cjson.decode(redis.call('HGET', reactions, message) or '{}')
if known[user] ~= reaction then
  return 0
end
known[user] = nil
known['#'] = seq
local rev = redis.call('HINCRBY', now, 'rev', 1)
redis.call('HSET', reactions, message, cjson.encode(known))
redis.call('ZADD', reacted, rev, message)
announce(rev, seq, publish, channel, key, rest)
return 1
