local function write_extent(first, last, bytes, count, renewed)
  redis.call('HSET', log, '#',
    string.format('%d %d %d %d %d', first, last, bytes, count, renewed))
end

local function note_text(author, id, size, rev, version, count, flag, temp)
  return string.format('%s %s %d %d %d %d %s %s',
    author, id, size, rev, version, count, flag, temp)
end

local function forget_mentions(seq)
  local users = redis.call('HGET', log, '@' .. seq)
  if users then
    for user in string.gmatch(users, '%S+') do
      redis.call('ZREM', mentioned, place(user, seq))
    end
    redis.call('HDEL', log, '@' .. seq)
  end
end

local function add_mentions(seq, author, users, ttl)
  local kept = {}
  for user in string.gmatch(users, '%S+') do
    if user ~= author and redis.call('SISMEMBER', members, user) == 1 then
      kept[#kept + 1] = user
      redis.call('ZADD', mentioned, 0, place(user, seq))
    end
  end
  if #kept > 0 then
    redis.call('HSET', log, '@' .. seq, table.concat(kept, ' '))
    redis.call('PEXPIRE', mentioned, ttl)
  end
end

local function add_expiry(seq, expires, ttl)
  if expires ~= '' then
    redis.call('ZADD', expiring, expires, seq)
    redis.call('PEXPIRE', expiring, ttl)
  end
end

-- Removes all that belongs to these entries.
local function drop(places, notes)
  local fields, ids, own = {}, {}, {}
  for i, seq in ipairs(places) do
    local it = notes[i]
    forget_mentions(seq)
    for _, field in ipairs({'=' .. seq, '#' .. seq, it.id, it.temp ~= '' and it.temp or nil}) do
      fields[#fields + 1] = field
    end
    ids[i], own[i] = it.id, place(it.author, seq)
  end
  redis.call('HDEL', log, unpack(fields))
  redis.call('ZREM', authored, unpack(own))
  for _, index in ipairs({gone, replaced, expiring}) do
    redis.call('ZREM', index, unpack(places))
  end
  redis.call('HDEL', reactions, unpack(ids))
  redis.call('ZREM', reacted, unpack(ids))
end

-- Removes the oldest entries beyond the bounds, but not the newest one. They go in groups, so that
-- each index needs one command.
-- Returns the oldest place that is left, and the bytes
local function trim(first, last, bytes, max, max_bytes)
  local places
  repeat
    local fields, notes = {}, {}
    places = {}
    for seq = first, math.min(first + 255, last - 1) do
      fields[#fields + 1] = '#' .. seq
    end
    for _, text in ipairs(#fields > 0 and redis.call('HMGET', log, unpack(fields)) or {}) do
      if last - first < max and bytes <= max_bytes then
        break
      end
      local it = note_of(text)
      places[#places + 1], notes[#notes + 1] = first, it
      bytes, first = bytes - it.size, first + 1
    end
    if #places > 0 then
      drop(places, notes)
    end
  until #places < 256
  return first, bytes
end
