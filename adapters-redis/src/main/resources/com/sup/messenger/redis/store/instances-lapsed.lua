-- After an outage no instance has lapsed until one has beaten.
local leases, beat = unpack(KEYS)
local outage = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = tonumber(redis.call('GET', beat) or 0)
return now - last > outage and {} or redis.call('ZRANGEBYSCORE', leases, '-inf', '(' .. now)
