-- KEYS: ids by time; id to notification, or to nothing once it is read; id to its subject;
--   ids by the revision of their last change, removed ones too, and at `/` the user's revision
-- ARGV: most changes of a user; life in s; then those of each script
-- A subject is: new, reaction or read; place; chat; message; the user who caused it. `/` is none.
local times, notifications, subjects, changes = unpack(KEYS)
local most_changes, life = tonumber(ARGV[1]), tonumber(ARGV[2])

local function remove(id)
  redis.call('ZREM', times, id)
  redis.call('HDEL', notifications, id)
  redis.call('HDEL', subjects, id)
end

-- Removes a notification whose end is no change.
local function drop(id)
  remove(id)
  redis.call('ZREM', changes, id)
end

local function mark_as_read(id)
  redis.call('HSET', notifications, id, '')
  local subject = redis.call('HGET', subjects, id)
  if subject then
    redis.call('HSET', subjects, id, (string.gsub(subject, '^%S+', 'read')))
  end
end

local function is_younger(id, oldest)
  return tonumber(redis.call('ZSCORE', times, id) or '-inf') >= tonumber(oldest)
end

local function revision()
  return tonumber(redis.call('ZSCORE', changes, '/') or 0)
end

local function forget_removed()
  local left = redis.call('ZCARD', changes) - 1 - most_changes
  for _, id in ipairs(left > 0 and redis.call('ZRANGE', changes, 0, -1) or {}) do
    if left > 0 and id ~= '/' and not redis.call('ZSCORE', times, id) then
      redis.call('ZREM', changes, id)
      left = left - 1
    end
  end
end

-- Counts a change of notifications. The revision is about the time, so that no loss repeats one.
-- Returns the revision before, the one after, and the ids.
local function step(ids)
  local before, rev = revision(), revision()
  if #ids > 0 then
    local time = redis.call('TIME')
    rev = math.max(before + 1, time[1] * 1000 + math.floor(time[2] / 1000))
    local score = string.format('%d', rev)
    redis.call('ZADD', changes, score, '/')
    for _, id in ipairs(ids) do
      redis.call('ZADD', changes, score, id)
    end
    forget_removed()
    redis.call('EXPIRE', changes, life)
  end
  return {string.format('%d', before), string.format('%d', rev), unpack(ids)}
end
