-- KEYS: the places of the user's devices, as in receipts-move; those of an earlier version
-- ARGV: device, 1 if it lasts, the life of a place in ms
-- Returns the place, or -1 for a new device
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  return tonumber(string.match(known, '^%d+'))
end
local earlier = redis.call('ZSCORE', KEYS[2], ARGV[1])
if earlier then
  return tonumber(earlier)
end
local floor = ARGV[2] == '1' and redis.call('HGET', KEYS[1], '*')
if floor then
  local time = redis.call('TIME')
  local place, moved = string.match(floor, '^(%d+) (%d+)')
  if time[1] * 1000 + math.floor(time[2] / 1000) < moved + ARGV[3] then
    return tonumber(place)
  end
end
return -1
