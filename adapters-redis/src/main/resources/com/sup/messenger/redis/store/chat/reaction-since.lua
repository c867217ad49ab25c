-- KEYS: as in reaction-put; ARGV: revision, place after which messages count, most messages
-- Returns {revision, message, users and reactions by turns; ...}, a list for each message
local after, most = tonumber(ARGV[2]), tonumber(ARGV[3])
local changed, offset = {}, 0
local found
repeat
  found = redis.call(
    'ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', offset, 500)
  for i = 1, #found, 2 do
    local reactions = cjson.decode(redis.call('HGET', KEYS[1], found[i]) or '{}')
    if tonumber(reactions['#'] or 0) > after and #changed < most then
      local each = {tonumber(found[i + 1]), found[i]}
      for user, reaction in pairs(reactions) do
        if user ~= '#' then
          each[#each + 1] = user
          each[#each + 1] = reaction
        end
      end
      changed[#changed + 1] = each
    end
  end
  offset = offset + 500
until #found < 1000 or #changed == most
return changed
