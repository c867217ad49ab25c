-- ARGV: user, place
-- Returns {messages of others after the place, how many of them mention the user}
local user, after = ARGV[1], tonumber(ARGV[2])
local first, last, _, count = extent()
if not first or after >= last then
  return {0, 0}
end
local oldest = note(math.max(after, first))
local base = oldest.count
if after < first then
  local counted = oldest.flag == 'v' or redis.call('ZSCORE', gone, first)
  base = base - (counted and 1 or 0)
end
local from, to = '(' .. place(user, after), '[' .. user .. ' ~'
local deleted = redis.call('ZCOUNT', gone, '(' .. after, '+inf')
local own = redis.call('ZLEXCOUNT', authored, from, to)
local mentions = redis.call('ZLEXCOUNT', mentioned, from, to)
return {count - base - deleted - own, mentions}
