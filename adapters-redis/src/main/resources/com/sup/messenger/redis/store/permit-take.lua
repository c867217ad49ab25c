-- KEYS: bucket
-- ARGV: now, count, window, grain, life of the bucket, all but the count in ms; permits to take
-- Returns 0, or the time in ms until there is a permit
local wait, bucket = take(redis.call('GET', KEYS[1]), tonumber(ARGV[1]), tonumber(ARGV[2]),
  tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[6]))
if bucket then
  redis.call('SET', KEYS[1], bucket, 'PX', ARGV[5])
end
return wait
