-- Returns 1, or 0 if the entry is not there or has another version
local id, seq, version, deletes, entry, rest, publish, key, expires, mentions, max, max_bytes, ttl =
  unpack(ARGV)

local it = note(seq)
if not it or it.id ~= id or it.flag == 'd' then
  return 0
end
if deletes == '0' and it.version ~= version - 1 then
  return 0
end

local rev = redis.call('HINCRBY', now, 'rev', 1)
local first, last, bytes, count, renewed = extent()
bytes = bytes + #entry - it.size
forget_mentions(seq)
redis.call('ZREM', expiring, seq)
if deletes == '1' then
  if it.flag == 'v' then
    redis.call('ZREM', authored, place(it.author, seq))
    redis.call('ZADD', gone, seq, seq)
    redis.call('PEXPIRE', gone, ttl)
    renewed = 0
  end
  it.flag = 'd'
else
  if it.flag == 'v' then
    add_mentions(seq, it.author, mentions, ttl)
  end
  add_expiry(seq, expires, ttl)
end
redis.call('HSET', log, '=' .. seq, entry, '#' .. seq,
  note_text(it.author, id, #entry, it.rev, version, it.count, it.flag, it.temp))
redis.call('ZADD', replaced, rev, seq)
redis.call('PEXPIRE', replaced, ttl)
max_bytes = tonumber(max_bytes)
if bytes > max_bytes then
  first, bytes = trim(first, last, bytes, tonumber(max), max_bytes - math.floor(max_bytes / 64))
  renewed = 0
end
write_extent(first, last, bytes, count, renewed)
announce(rev, seq, publish, channel, key, '"entry":' .. entry .. rest)
return 1
