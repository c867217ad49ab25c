-- ARGV: oldest time, revision. Returns the revision now, and what has changed since the given one:
--   a notification, or `read` or `cleared` and an id. From 0 on, the pending notifications by time.
local _, _, oldest, rev = unpack(ARGV)
local found = {string.format('%d', revision())}

local function changed(id)
  local notification = redis.call('HGET', notifications, id)
  if not notification then
    return 'cleared ' .. id
  end
  return is_younger(id, oldest) and (notification == '' and 'read ' .. id or notification)
end

if rev == '0' then
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', times, oldest, '+inf')) do
    local notification = redis.call('HGET', notifications, id)
    if notification and notification ~= '' then
      found[#found + 1] = notification
    end
  end
  return found
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', changes, '(' .. rev, '+inf')) do
  local change = id ~= '/' and changed(id)
  if change then
    found[#found + 1] = change
  end
end
return found
