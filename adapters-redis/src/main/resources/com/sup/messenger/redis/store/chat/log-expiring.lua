-- ARGV: time in ms, most entries
-- Returns {time of the next one in ms, or -1; seq, rev, entry, seq, rev, entry, ...}
local due = redis.call('ZRANGEBYSCORE', expiring, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
local following = redis.call('ZRANGE', expiring, #due, #due, 'WITHSCORES')
local found = {tonumber(following[2] or -1)}
for _, seq in ipairs(due) do
  found[#found + 1] = tonumber(seq)
  found[#found + 1] = note(seq).rev
  found[#found + 1] = redis.call('HGET', log, '=' .. seq)
end
return found
