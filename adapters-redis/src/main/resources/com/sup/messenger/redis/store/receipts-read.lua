-- KEYS: user to place; ARGV: user, place
-- Returns the place before, or -1 if it stays
local before = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
if tonumber(ARGV[2]) <= before then
  return -1
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return before
