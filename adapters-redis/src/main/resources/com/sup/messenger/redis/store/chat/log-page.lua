-- ARGV: first place, step (1 or -1), most entries, most bytes
-- Returns {1 if there is more, otherwise 0; seq, rev, entry, seq, rev, entry, ...}
-- The sizes are looked up first, so that only entries of the page are read.
local place, step = tonumber(ARGV[1]), tonumber(ARGV[2])
local most, budget = tonumber(ARGV[3]), tonumber(ARGV[4])
local first, last = extent()
if not first then
  return {0}
end
place = step == 1 and math.max(place, first) or math.min(place, last)

local page, bytes = {0}, 0
while place >= first and place <= last do
  local it = note(place)
  bytes = bytes + it.size
  if (#page - 1) / 3 >= most or (bytes > budget and #page > 1) then
    page[1] = 1
    break
  end
  page[#page + 1] = place
  page[#page + 1] = it.rev
  page[#page + 1] = redis.call('HGET', log, '=' .. place)
  place = place + step
end
return page
