-- KEYS: message to reactions; messages by their last reaction
-- ARGV: message, user, reaction
local reactions = cjson.decode(redis.call('HGET', KEYS[1], ARGV[1]) or '{}')
if reactions[ARGV[2]] ~= ARGV[3] then
  return 0
end
reactions[ARGV[2]] = nil
if next(reactions) then
  redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(reactions))
else
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
end
return 1
