-- KEYS: the meaning of the id for the user, as in call-begin
-- ARGV: the beginning of the keys of calls; the id; device, candidate, its characters;
--   the most of a device, characters, devices
-- Returns KEPT, FULL past a bound, OVER if none are kept
-- A call is a hash. Each device has its candidates ('kept <device>') and their characters
-- ('size <device>'), or a mark that it has been released ('released <device>').
local prefix, id = ARGV[1], ARGV[2]
local name = redis.call('GET', KEYS[1])
if not name or redis.call('EXISTS', prefix .. name) == 0 then
  name = id
end
local call = prefix .. name
local kept, size = 'kept ' .. ARGV[3], 'size ' .. ARGV[3]
if redis.call('HGET', call, 'live') ~= '1'
    or redis.call('HEXISTS', call, 'released ' .. ARGV[3]) == 1 then
  return 'OVER'
end
local candidates = redis.call('HGET', call, kept)
if not candidates then
  local devices = 0
  for _, field in ipairs(redis.call('HKEYS', call)) do
    devices = devices + (string.sub(field, 1, 5) == 'kept ' and 1 or 0)
  end
  if devices >= tonumber(ARGV[8]) then
    return 'FULL'
  end
end
local list = cjson.decode(candidates or '[]')
local characters = tonumber(redis.call('HGET', call, size) or 0) + tonumber(ARGV[5])
if #list >= tonumber(ARGV[6]) or characters > tonumber(ARGV[7]) then
  return 'FULL'
end
list[#list + 1] = ARGV[4]
redis.call('HSET', call, kept, cjson.encode(list), size, characters)
return 'KEPT'
