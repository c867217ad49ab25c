-- Returns {seq, rev, entry}, or {} if there is none
local _, last = extent()
if not last then
  return {}
end
return {last, note(last).rev, redis.call('HGET', log, '=' .. last)}
