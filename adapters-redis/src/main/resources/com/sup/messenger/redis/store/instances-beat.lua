-- While Redis was away, no instance could beat. So all get a new lease before any lease is over.
local instances, leases, beat, back = unpack(KEYS)
local id, said, lease, outage, pause = unpack(ARGV)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local last = tonumber(redis.call('GET', beat) or now)
if now - last > tonumber(outage) then
  for _, other in ipairs(redis.call('ZRANGE', leases, 0, -1)) do
    redis.call('ZADD', leases, now + lease, other)
  end
end
if now - last > tonumber(pause) then
  redis.call('SET', back, now, 'PX', lease)
end
redis.call('SET', beat, now)
redis.call('HSET', instances, id, said)
redis.call('ZADD', leases, now + lease, id)
