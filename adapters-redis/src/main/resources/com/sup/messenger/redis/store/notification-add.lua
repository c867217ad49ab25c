-- ARGV: id, time in ms, notification, subject, most of a user. Returns the step.
local _, _, id, time, notification, subject, most = unpack(ARGV)

local function first_to_go()
  local ids = redis.call('ZRANGE', times, 0, -1)
  if not is_younger(ids[1], time - life * 1000) then
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

if redis.call('HSETNX', notifications, id, notification) == 0 then
  return step({})
end
redis.call('ZADD', times, time, id)
redis.call('HSET', subjects, id, subject)
local made = step({id})
while redis.call('ZCARD', times) > tonumber(most) do
  drop(first_to_go())
end
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, life)
end
return made
