-- KEYS: call, a hash; of each device the candidates ('kept <device>') and their characters
-- ('size <device>'), or that it has been released ('released <device>')
-- ARGV: device, candidate, its characters; at most so many of a device, characters, devices
local call, kept, size = KEYS[1], 'kept ' .. ARGV[1], 'size ' .. ARGV[1]
if redis.call('HGET', call, 'live') ~= '1'
    or redis.call('HEXISTS', call, 'released ' .. ARGV[1]) == 1 then
  return 0
end
local candidates = redis.call('HGET', call, kept)
if not candidates then
  local devices = 0
  for _, field in ipairs(redis.call('HKEYS', call)) do
    devices = devices + (string.sub(field, 1, 5) == 'kept ' and 1 or 0)
  end
  if devices >= tonumber(ARGV[6]) then
    return 1
  end
end
local list = cjson.decode(candidates or '[]')
local characters = tonumber(redis.call('HGET', call, size) or 0) + tonumber(ARGV[3])
if #list < tonumber(ARGV[4]) and characters <= tonumber(ARGV[5]) then
  list[#list + 1] = ARGV[2]
  redis.call('HSET', call, kept, cjson.encode(list), size, characters)
end
return 1
