-- KEYS: members; user to the place before the join; the chat's revisions
-- ARGV: the place before the joins, 1 to count a revision anyway, the new members
-- Returns {added, removed, the new revision or 0}
local wanted, added, removed = {}, {}, {}
for i = 3, #ARGV do
  wanted[ARGV[i]] = true
end
for _, user in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if not wanted[user] then
    removed[#removed + 1] = user
    redis.call('SREM', KEYS[1], user)
    redis.call('HDEL', KEYS[2], user)
  end
end
for i = 3, #ARGV do
  if redis.call('SADD', KEYS[1], ARGV[i]) == 1 then
    added[#added + 1] = ARGV[i]
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[1])
  end
end
local rev = 0
if #added > 0 or #removed > 0 or ARGV[2] == '1' then
  rev = redis.call('HINCRBY', KEYS[3], 'rev', 1)
  redis.call('HSET', KEYS[3], 'members', rev)
end
return {added, removed, rev}
