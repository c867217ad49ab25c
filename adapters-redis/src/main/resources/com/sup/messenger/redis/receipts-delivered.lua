-- KEYS: devices of the user by place, user to place; ARGV: device, place, life in s, most devices,
-- user. The user's place before, or -1 where it stays.
redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
if redis.call('ZCARD', KEYS[1]) > tonumber(ARGV[4]) then
  local behind = redis.call('ZRANGE', KEYS[1], 0, 1)
  redis.call('ZREM', KEYS[1], behind[1] == ARGV[1] and behind[2] or behind[1])
end
local before = tonumber(redis.call('HGET', KEYS[2], ARGV[5]) or 0)
if tonumber(ARGV[2]) <= before then
  return -1
end
redis.call('HSET', KEYS[2], ARGV[5], ARGV[2])
return before
