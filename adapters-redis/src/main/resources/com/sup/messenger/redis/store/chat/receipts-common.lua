-- KEYS: the cursors of the user's devices, a hash: device to 'place moved lasting rev', times in ms;
--   at '*' the lowest one that was removed for the bound
local cursors = KEYS[1]
local time = redis.call('TIME')
local clock = time[1] * 1000 + math.floor(time[2] / 1000)

local function read(field)
  local text = redis.call('HGET', cursors, field)
  if not text then
    return nil
  end
  local at, moved, lasts, rev = string.match(text, '^(%d+) (%d+) (%d) ?(%d*)$')
  return {
    field = field, place = tonumber(at), moved = tonumber(moved), lasts = lasts,
    rev = tonumber(rev) or 0
  }
end

local function write(field, at, rev, moved, lasts)
  redis.call('HSET', cursors, field, string.format('%d %d %s %d', at, moved, lasts, rev))
end

local function goes_before(one, other)
  if one.lasts ~= other.lasts then
    return one.lasts == '0'
  end
  return one.moved < other.moved
end

local function make_room(kept, most)
  local count, first, floor = 0, nil, nil
  for _, field in ipairs(redis.call('HKEYS', cursors)) do
    local cursor = read(field)
    if clock - cursor.moved >= kept then
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
      floor = floor or first
      write('*', math.min(first.place, floor.place), math.min(first.rev, floor.rev), first.moved, 1)
    end
  end
end

-- Returns the place and the revision of the cursor when it has moved. It never moves back.
local function moved_to(device, place, rev, kept, most)
  local known = read(device)
  if known then
    return math.max(known.place, place), math.max(known.rev, rev)
  end
  if redis.call('HLEN', cursors) >= most then
    make_room(kept, most)
  end
  return place, rev
end
