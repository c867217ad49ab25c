-- KEYS: bucket, as in permit-take; ARGV: the time at which the permit was taken, in ms
local bucket, at = KEYS[1], tonumber(ARGV[1])
local state = redis.call('HMGET', bucket, 'oldest', 'newest')
for number = tonumber(state[1] or 1), tonumber(state[2] or 0) do
  local first, last, permits =
      string.match(redis.call('HGET', bucket, number), '(%d+) (%d+) (%d+)')
  if tonumber(first) <= at and at <= tonumber(last) and tonumber(permits) > 0 then
    redis.call('HSET', bucket, number, first .. ' ' .. last .. ' ' .. (permits - 1))
    redis.call('HINCRBY', bucket, 'taken', -1)
    return 1
  end
end
return 0
