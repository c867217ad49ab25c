-- KEYS: bucket, a hash: the oldest run and the newest, the permits taken, each run by its number as
--   'first last permits', times in ms
-- ARGV: now, count, window, grain, life of the bucket, all but the count in ms; permits to take
-- Returns 0, or the time in ms until there is a permit
local bucket = KEYS[1]
local now, count, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local state = redis.call('HMGET', bucket, 'oldest', 'newest', 'taken')
local oldest, newest = tonumber(state[1] or 1), tonumber(state[2] or 0)
local taken = tonumber(state[3] or 0)

local function run(number)
  local first, last, permits =
      string.match(redis.call('HGET', bucket, number), '(%d+) (%d+) (%d+)')
  return tonumber(first), tonumber(last), tonumber(permits)
end

while oldest <= newest do
  local _, last, permits = run(oldest)
  if permits > 0 and last + window > now then
    break
  end
  redis.call('HDEL', bucket, oldest)
  oldest = oldest + 1
  taken = taken - permits
end

local wait = 0
if taken >= count then
  local left, number = taken, oldest
  local _, last, permits = run(number)
  while left - permits >= count do
    left = left - permits
    number = number + 1
    _, last, permits = run(number)
  end
  wait = math.min(last + window - now, window)
else
  local more = tonumber(ARGV[6])
  taken = taken + more
  local first, last, permits = now, now, 0
  if oldest <= newest then
    first, last, permits = run(newest)
  end
  if oldest > newest or now - first > tonumber(ARGV[4]) then
    newest = newest + 1
    first, last, permits = now, now, 0
  end
  redis.call('HSET', bucket, newest,
      string.format('%d %d %d', math.min(first, now), math.max(last, now), permits + more))
  redis.call('PEXPIRE', bucket, ARGV[5])
end
if newest > 0 then
  redis.call('HSET', bucket, 'oldest', oldest, 'newest', newest, 'taken', taken)
end
return wait
