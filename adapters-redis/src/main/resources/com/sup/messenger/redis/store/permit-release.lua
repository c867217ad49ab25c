-- KEYS: bucket, as in permit-common; ARGV: the time at which the permit was taken, in ms
local bucket, at = redis.call('GET', KEYS[1]), tonumber(ARGV[1])
local taken, place = struct.unpack('>I6', bucket or '\0\0\0\0\0\0')
while bucket and place <= #bucket do
  local first, last, permits, after = struct.unpack('>I6I6I6', bucket, place)
  if first <= at and at <= last and permits > 0 then
    redis.call('SET', KEYS[1], struct.pack('>I6', taken - 1) .. string.sub(bucket, 7, after - 7)
      .. struct.pack('>I6', permits - 1) .. string.sub(bucket, after), 'KEEPTTL')
    return 1
  end
  place = after
end
return 0
