-- KEYS: the meaning of the id for the caller, for the target, as in call-begin;
--   the live call of the caller, of the target; the last call of the caller, of the target
-- ARGV: the beginning of the keys of calls; the id; expected call, next, its end in ms, its state,
--   the devices in it (twice the same if there is one), 1 if the target hears the call
-- Returns nothing if that is done; otherwise the call that is there instead
local prefix, id = ARGV[1], ARGV[2]
local name = redis.call('GET', KEYS[1])
if not name or redis.call('EXISTS', prefix .. name) == 0 then
  name = id
end
local call = prefix .. name
local now = redis.call('HGET', call, 'call')
if now ~= ARGV[3] then
  return now or ''
end
local live = ARGV[6] ~= 'Ended'
redis.call('HSET', call, 'call', ARGV[4], 'live', live and 1 or 0)
if ARGV[6] ~= 'Ringing' then
  for _, field in ipairs(redis.call('HKEYS', call)) do
    local device = string.match(field, '^kept (.*)') or string.match(field, '^size (.*)')
    if device and not (live and (device == ARGV[7] or device == ARGV[8])) then
      redis.call('HDEL', call, field)
    end
  end
end
redis.call('PEXPIREAT', call, ARGV[5])
for i = 1, 2 do
  if redis.call('GET', KEYS[i]) == name then
    redis.call('PEXPIREAT', KEYS[i], ARGV[5])
  end
end
for i = 3, ARGV[9] ~= '0' and 4 or 3 do
  if live then
    redis.call('SET', KEYS[i], name)
    redis.call('PEXPIREAT', KEYS[i], ARGV[5])
  elseif redis.call('GET', KEYS[i]) == name then
    redis.call('DEL', KEYS[i])
    redis.call('SET', KEYS[i + 2], name)
    redis.call('PEXPIREAT', KEYS[i + 2], ARGV[5])
  end
end
return false
