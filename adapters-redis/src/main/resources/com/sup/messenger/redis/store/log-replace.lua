-- Returns 1, or 0 if the entry is not there or has another version
local id, seq, version, deletes, entry, rest, publish, key, expires, mentions, max, max_bytes, ttl =
  unpack(ARGV)
max, max_bytes, ttl = tonumber(max), tonumber(max_bytes), tonumber(ttl)

local it = note(seq)
if not it or it.id ~= id or it.flag == 'd' then
  return 0
end
if deletes == '0' and it.version ~= version - 1 then
  return 0
end

local rev = redis.call('HINCRBY', now, 'rev', 1)
redis.call('HSET', entries, seq, entry)
local bytes = redis.call('HINCRBY', ids, '#bytes', #entry - it.size)
forget_mentions(seq)
redis.call('ZREM', expiring, seq)
if deletes == '1' then
  if it.flag == 'v' then
    redis.call('ZREM', authored, place(it.author, seq))
    redis.call('ZADD', gone, seq, seq)
    redis.call('PEXPIRE', gone, ttl)
  end
  it.flag = 'd'
else
  if it.flag == 'v' then
    add_mentions(seq, it.author, mentions, ttl)
  end
  add_expiry(seq, expires, ttl)
end
it.size = #entry
it.version = version
write_note(seq, it)
redis.call('ZADD', replaced, rev, seq)
redis.call('PEXPIRE', replaced, ttl)
if bytes > max_bytes then
  trim(tonumber(redis.call('GET', head)), bytes, max, max_bytes)
end
announce(rev, seq, publish, channel, key, rest)
return 1
