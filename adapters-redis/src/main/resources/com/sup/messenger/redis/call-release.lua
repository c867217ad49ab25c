-- KEYS: call, as in call-keep; ARGV: device
local call, kept = KEYS[1], 'kept ' .. ARGV[1]
local candidates = redis.call('HGET', call, kept)
if candidates then
  redis.call('HDEL', call, kept, 'size ' .. ARGV[1])
  return cjson.decode(candidates)
end
if redis.call('HGET', call, 'live') == '1' then
  redis.call('HSET', call, 'released ' .. ARGV[1], 1)
end
return {}
