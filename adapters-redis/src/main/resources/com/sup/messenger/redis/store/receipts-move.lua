-- KEYS: the places of the user's devices, a hash: device to 'place moved lasting', times in ms;
--   at '*' the lowest place that was removed for the bound;
--   the places of an earlier version, a sorted set; user to place
-- ARGV: device, 1 if it lasts, place, 1 if a device with a place moves too, the life of a
--   place in ms, most devices, user
-- Returns the user's place before, or -1 if it stays
local cursors, earlier, delivered = unpack(KEYS)
local device, lasting, place, moves, kept, most, user = unpack(ARGV)
place, kept, most = tonumber(place), tonumber(kept), tonumber(most)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function read(field)
  local text = redis.call('HGET', cursors, field)
  if not text then
    return nil
  end
  local at, moved, lasts = string.match(text, '^(%d+) (%d+) (%d)$')
  return {field = field, place = tonumber(at), moved = tonumber(moved), lasts = lasts}
end

local function write(field, at, moved, lasts)
  redis.call('HSET', cursors, field, string.format('%d %d %s', at, moved, lasts))
end

local function goes_before(one, other)
  if one.lasts ~= other.lasts then
    return one.lasts == '0'
  end
  return one.moved < other.moved
end

local function make_room()
  local count, first, floor = 0, nil, nil
  for _, field in ipairs(redis.call('HKEYS', cursors)) do
    local cursor = read(field)
    if now - cursor.moved >= kept then
      redis.call('HDEL', cursors, field)
    elseif field == '*' then
      floor = cursor
    else
      count = count + 1
      first = first and not goes_before(cursor, first) and first or cursor
    end
  end
  if count >= most then
    redis.call('HDEL', cursors, first.field)
    if first.lasts == '1' then
      write('*', math.min(first.place, floor and floor.place or first.place), first.moved, 1)
    end
  end
end

local known = read(device)
local before = known and known.place or tonumber(redis.call('ZSCORE', earlier, device) or -1)
if before < 0 or moves == '1' then
  if not known and redis.call('HLEN', cursors) >= most then
    make_room()
  end
  write(device, math.max(before, place), now, lasting)
  redis.call('PEXPIRE', cursors, kept)
end
if moves == '0' then
  return -1
end

before = tonumber(redis.call('HGET', delivered, user) or 0)
if place <= before then
  return -1
end
redis.call('HSET', delivered, user, place)
return before
