-- KEYS: as in notification-add
-- ARGV: `read` to mark as read, else `clear`; chat; greatest place; message, or nothing for any;
--   the user who caused it, or nothing for any
-- Returns the ids of the notifications that it changed
local times, notifications, subjects = unpack(KEYS)
local how, chat, greatest, message, from = unpack(ARGV)

local function is_chosen(state, place, of, about, by)
  return of == chat
    and tonumber(place) <= tonumber(greatest)
    and (message == '' or about == message)
    and (from == '' or by == from)
    and (how == 'clear' or state ~= 'read')
end

local chosen = {}
local all = redis.call('HGETALL', subjects)
for i = 1, #all, 2 do
  local id, subject = all[i], all[i + 1]
  if is_chosen(string.match(subject, '^(%S+) (%S+) (%S+) (%S+) (%S+)$')) then
    if redis.call('HEXISTS', notifications, id) == 0 then
      -- An earlier version removed it, which knows no subjects.
      redis.call('HDEL', subjects, id)
    else
      chosen[#chosen + 1] = id
      if how == 'read' then
        redis.call('HSET', notifications, id, '')
        redis.call('HSET', subjects, id, (string.gsub(subject, '^%S+', 'read')))
      else
        redis.call('ZREM', times, id)
        redis.call('HDEL', notifications, id)
        redis.call('HDEL', subjects, id)
      end
    end
  end
end
return chosen
