-- A bucket is a text of bytes: the permits taken, then each run as first, last and permits, the oldest
-- run first; times in ms, each number in 6 bytes.

-- Returns the time in ms until there is a permit; or 0, and the bucket without the permits taken.
local function take(bucket, now, count, window, grain, more)
  bucket = bucket or '\0\0\0\0\0\0'
  local taken, oldest = struct.unpack('>I6', bucket)
  local first, last, permits, after

  while oldest <= #bucket do
    first, last, permits, after = struct.unpack('>I6I6I6', bucket, oldest)
    if permits > 0 and last + window > now then
      break
    end
    taken, oldest = taken - permits, after
  end

  if taken >= count then
    local left = taken - permits
    while left >= count do
      first, last, permits, after = struct.unpack('>I6I6I6', bucket, after)
      left = left - permits
    end
    return math.min(last + window - now, window)
  end

  local before = #bucket
  if oldest <= before then
    first, last, permits = struct.unpack('>I6I6I6', bucket, before - 17)
    before = before - 18
  end
  if not first or oldest > #bucket or now - first > grain then
    first, last, permits, before = now, now, 0, #bucket
  end
  return 0, struct.pack('>I6', taken + more) .. string.sub(bucket, oldest, before)
    .. struct.pack('>I6I6I6', math.min(first, now), math.max(last, now), permits + more)
end
