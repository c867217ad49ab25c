-- KEYS: buckets
-- ARGV: now; count, window, grain and life of each bucket, all but the count in ms
-- Takes a permit of each bucket, or none. Returns for each 0, or the time in ms until there is one
local waits, buckets, is_refused = {}, {}, false
for i, key in ipairs(KEYS) do
  waits[i], buckets[i] = take(redis.call('GET', key), tonumber(ARGV[1]), tonumber(ARGV[4 * i - 2]),
    tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i]), 1)
  is_refused = is_refused or not buckets[i]
end
if not is_refused then
  for i, key in ipairs(KEYS) do
    redis.call('SET', key, buckets[i], 'PX', ARGV[4 * i + 1])
  end
end
return waits
