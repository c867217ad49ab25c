-- KEYS: call, the caller's call, the target's call
-- ARGV: expected call, next, its end in ms, its id, its state, the devices in it (twice the same
-- where there is one)
-- Nothing where that is done, else what is there instead.
local now = redis.call('HGET', KEYS[1], 'call')
if now ~= ARGV[1] then
  return now or ''
end
local live = ARGV[5] ~= 'Ended'
redis.call('HSET', KEYS[1], 'call', ARGV[2], 'live', live and 1 or 0)
if ARGV[5] ~= 'Ringing' then
  for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    local device = string.match(field, '^kept (.*)') or string.match(field, '^size (.*)')
    if device and not (live and (device == ARGV[6] or device == ARGV[7])) then
      redis.call('HDEL', KEYS[1], field)
    end
  end
end
redis.call('PEXPIREAT', KEYS[1], ARGV[3])
for i = 2, 3 do
  if live then
    redis.call('SET', KEYS[i], ARGV[4])
    redis.call('PEXPIREAT', KEYS[i], ARGV[3])
  elseif redis.call('GET', KEYS[i]) == ARGV[4] then
    redis.call('DEL', KEYS[i])
  end
end
return false
