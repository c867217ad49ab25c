-- ARGV: oldest time, id. Returns the step, or nothing if there is no such notification.
local _, _, oldest, id = unpack(ARGV)
if not is_younger(id, oldest) then
  return {}
end
if redis.call('HGET', notifications, id) == '' then
  return step({})
end
mark_as_read(id)
return step({id})
