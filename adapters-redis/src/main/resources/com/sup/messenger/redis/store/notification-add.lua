-- KEYS: ids by time; id to notification, or to nothing once it is read; id to its subject
-- ARGV: id, time in ms, notification, subject, most of a user, life in s
-- A subject is: new, reaction or read; place; chat; message; the user who caused it. `/` is none.
local times, notifications, subjects = unpack(KEYS)
local id, time, notification, subject, most, life = unpack(ARGV)

local function first_to_go()
  local ids = redis.call('ZRANGE', times, 0, -1)
  if tonumber(redis.call('ZSCORE', times, ids[1])) < time - life * 1000 then
    return ids[1]
  end
  local reaction
  for i, known in ipairs(redis.call('HMGET', subjects, unpack(ids))) do
    local state = string.match(known or '', '^%S*')
    -- An earlier version wrote no subject.
    if state == 'read' or not known and redis.call('HGET', notifications, ids[i]) == '' then
      return ids[i]
    end
    reaction = reaction or state == 'reaction' and ids[i]
  end
  return reaction or ids[1]
end

if redis.call('HSETNX', notifications, id, notification) == 1 then
  redis.call('ZADD', times, time, id)
  redis.call('HSET', subjects, id, subject)
  while redis.call('ZCARD', times) > tonumber(most) do
    local gone = first_to_go()
    redis.call('ZREM', times, gone)
    redis.call('HDEL', notifications, gone)
    redis.call('HDEL', subjects, gone)
  end
  for _, key in ipairs(KEYS) do
    redis.call('EXPIRE', key, life)
  end
end
return 0
