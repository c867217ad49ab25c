-- KEYS: the meaning of the id for the user, as in call-begin
-- ARGV: the beginning of the keys of calls; the id; device
local prefix, id = ARGV[1], ARGV[2]
local name = redis.call('GET', KEYS[1])
if not name or redis.call('EXISTS', prefix .. name) == 0 then
  name = id
end
local call = prefix .. name
local kept = 'kept ' .. ARGV[3]
local candidates = redis.call('HGET', call, kept)
if candidates then
  redis.call('HDEL', call, kept, 'size ' .. ARGV[3])
  return cjson.decode(candidates)
end
if redis.call('HGET', call, 'live') == '1' then
  redis.call('HSET', call, 'released ' .. ARGV[3], 1)
end
return {}
