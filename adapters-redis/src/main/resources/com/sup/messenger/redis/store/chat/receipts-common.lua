-- KEYS: the cursors of the user's devices, a hash: device to 'place moved lasting rev', times in ms;
--   at '*' the lowest one that was removed for the bound;
--   the places of an earlier version, a sorted set
local cursors, earlier = KEYS[1], KEYS[2]
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

local function move(device, lasting, place, rev, kept, most)
  local known = read(device)
  if not known then
    local score = redis.call('ZSCORE', earlier, device)
    known = score and {place = tonumber(score), rev = 0}
    if redis.call('HLEN', cursors) >= most then
      make_room(kept, most)
    end
  end
  write(device, math.max(known and known.place or 0, place), math.max(known and known.rev or 0, rev),
    clock, lasting)
  redis.call('PEXPIRE', cursors, kept)
end
