-- KEYS: message to reactions; messages by their last reaction
-- ARGV: message, user, reaction, most reactions of a message, most messages, life in s
local reactions = cjson.decode(redis.call('HGET', KEYS[1], ARGV[1]) or '{}')
local change = reactions[ARGV[2]] and 'REPLACED' or 'ADDED'
if change == 'ADDED' then
  local count = 0
  for _ in pairs(reactions) do
    count = count + 1
  end
  if count >= tonumber(ARGV[4]) then
    return 'FULL'
  end
end
reactions[ARGV[2]] = ARGV[3]
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(reactions))
local newest = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
redis.call('ZADD', KEYS[2], (tonumber(newest[2]) or 0) + 1, ARGV[1])
if redis.call('ZCARD', KEYS[2]) > tonumber(ARGV[5]) then
  redis.call('HDEL', KEYS[1], redis.call('ZPOPMIN', KEYS[2])[1])
end
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
return change
