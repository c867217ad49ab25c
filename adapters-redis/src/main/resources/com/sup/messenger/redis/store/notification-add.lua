-- KEYS: ids by time; id to notification, or to nothing once it is read
-- ARGV: id, time in ms, notification, most of a user, life in s
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[3]) == 1 then
  redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
  while redis.call('ZCARD', KEYS[1]) > tonumber(ARGV[4]) do
    redis.call('HDEL', KEYS[2], redis.call('ZPOPMIN', KEYS[1])[1])
  end
  redis.call('EXPIRE', KEYS[1], ARGV[5])
  redis.call('EXPIRE', KEYS[2], ARGV[5])
end
return 0
