-- The keys are those of RedisMessageLog. The description of the package says what they hold.
local members, head, entries, ids, temps, channel, now, authored, mentioned, gone, replaced,
  expiring, reactions, reacted = unpack(KEYS)

local function note(seq)
  local text = redis.call('HGET', ids, '#' .. seq)
  if not text then
    return nil
  end
  local author, id, size, rev, version, count, flag =
    string.match(text, '^(%S+) (%S+) (%d+) (%d+) (%d+) (%d+) (%a)$')
  return {
    author = author, id = id, size = tonumber(size), rev = tonumber(rev),
    version = tonumber(version), count = tonumber(count), flag = flag
  }
end

local function write_note(seq, it)
  redis.call('HSET', ids, it.id, seq, '#' .. seq, string.format('%s %s %d %d %d %d %s',
    it.author, it.id, it.size, it.rev, it.version, it.count, it.flag))
end

-- Users and places in the order of texts, so that the places of a user can be counted.
local function place(user, seq)
  return string.format('%s %012d', user, seq)
end

local function forget_mentions(seq)
  local users = redis.call('HGET', ids, '@' .. seq)
  if users then
    for user in string.gmatch(users, '%S+') do
      redis.call('ZREM', mentioned, place(user, seq))
    end
    redis.call('HDEL', ids, '@' .. seq)
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
    redis.call('HSET', ids, '@' .. seq, table.concat(kept, ' '))
    redis.call('PEXPIRE', mentioned, ttl)
  end
end

local function add_expiry(seq, expires, ttl)
  if expires ~= '' then
    redis.call('ZADD', expiring, expires, seq)
    redis.call('PEXPIRE', expiring, ttl)
  end
end

local function drop(seq)
  local it = note(seq)
  if not it then
    return 0
  end
  local temp = redis.call('HGET', temps, '#' .. seq)
  if temp then
    redis.call('HDEL', temps, temp, '#' .. seq)
  end
  forget_mentions(seq)
  redis.call('HDEL', entries, seq)
  redis.call('HDEL', ids, it.id, '#' .. seq)
  redis.call('ZREM', authored, place(it.author, seq))
  redis.call('ZREM', gone, seq)
  redis.call('ZREM', replaced, seq)
  redis.call('ZREM', expiring, seq)
  redis.call('HDEL', reactions, it.id)
  redis.call('ZREM', reacted, it.id)
  return it.size
end

-- Drops the oldest entries beyond the bounds, but not the newest one.
local function trim(newest, bytes, max, max_bytes)
  local first = tonumber(redis.call('HGET', ids, '#first'))
  while newest - first + 1 > max or (bytes > max_bytes and first < newest) do
    bytes = bytes - drop(first)
    first = first + 1
  end
  redis.call('HSET', ids, '#first', first, '#bytes', bytes)
end
