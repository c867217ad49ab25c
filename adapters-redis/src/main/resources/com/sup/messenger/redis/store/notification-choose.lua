-- ARGV: `read` to mark as read, else `clear`; chat; greatest place; message, or nothing for any;
--   the user who caused it, or nothing for any
-- Returns the step.
local _, _, how, chat, greatest, message, from = unpack(ARGV)

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
        mark_as_read(id)
      else
        remove(id)
      end
    end
  end
end
return step(chosen)
