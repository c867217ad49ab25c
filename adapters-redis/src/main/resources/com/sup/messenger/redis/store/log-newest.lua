-- Returns {seq, rev, entry}, or {} if there is none
local first = tonumber(redis.call('HGET', ids, '#first'))
if not first then
  return {}
end
local last = first + redis.call('HLEN', entries) - 1
return {last, note(last).rev, redis.call('HGET', entries, last)}
