-- KEYS: log, ids; ARGV: first place, most entries, most bytes
-- Returns {1 if there is more, otherwise 0; seq, entry, seq, entry, ...}
-- The sizes are looked up first, so that only entries of the page are read.
local log, ids = KEYS[1], KEYS[2]
local most, budget = tonumber(ARGV[2]), tonumber(ARGV[3])
local page = {0}

local function add(found)
  for _, each in ipairs(found) do
    page[#page + 1] = tonumber(string.match(each[1], '^%d+'))
    page[#page + 1] = each[2][2]
  end
end

add(redis.call('XRANGE', log, ARGV[1] .. '-0', '+', 'COUNT', 1))
if #page == 1 then
  return page
end
local first, bytes, last = page[2], #page[3], page[2]

local function size(place)
  local known = redis.call('HGET', ids, '#' .. place)
  return known and tonumber(string.match(known, '%d+$'))
end

local following = size(last + 1)
while following and last - first + 1 < most and bytes + following <= budget do
  bytes = bytes + following
  last = last + 1
  following = size(last + 1)
end
if last > first then
  add(redis.call('XRANGE', log, (first + 1) .. '-0', last .. '-0'))
end
page[1] = following and 1 or #redis.call('XRANGE', log, (last + 1) .. '-0', '+', 'COUNT', 1)
return page
