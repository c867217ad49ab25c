-- KEYS: devices of the user by place; ARGV: device, place, life in s, most devices
if redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1]) == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  if redis.call('ZCARD', KEYS[1]) > tonumber(ARGV[4]) then
    local behind = redis.call('ZRANGE', KEYS[1], 0, 1)
    redis.call('ZREM', KEYS[1], behind[1] == ARGV[1] and behind[2] or behind[1])
  end
end
return 0
