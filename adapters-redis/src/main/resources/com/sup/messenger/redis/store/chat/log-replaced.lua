-- ARGV: revision, place after which entries count, most entries, most bytes
-- Returns {1 if there is more, otherwise 0; revision of the change, seq, rev, entry, ...}
local after, most, budget = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local page, bytes, offset = {0}, 0, 0
local found
repeat
  found = redis.call(
    'ZRANGEBYSCORE', replaced, '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', offset, 500)
  for i = 1, #found, 2 do
    local seq = tonumber(found[i])
    if seq > after then
      local it = note(seq)
      bytes = bytes + it.size
      if (#page - 1) / 4 >= most or (bytes > budget and #page > 1) then
        page[1] = 1
        return page
      end
      page[#page + 1] = tonumber(found[i + 1])
      page[#page + 1] = seq
      page[#page + 1] = it.rev
      page[#page + 1] = redis.call('HGET', log, '=' .. seq)
    end
  end
  offset = offset + 500
until #found < 1000
return page
