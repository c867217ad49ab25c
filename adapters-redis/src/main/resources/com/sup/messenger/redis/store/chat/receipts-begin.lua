-- ARGV: device, 1 if it lasts, place, revision, the life of a cursor in ms, most devices
local device, lasting, place, rev, kept, most = unpack(ARGV)
if redis.call('HEXISTS', cursors, device) == 0 then
  local at, known_rev = moved_to(device, tonumber(place), tonumber(rev), tonumber(kept),
    tonumber(most))
  write(device, at, known_rev, clock, lasting)
  redis.call('PEXPIRE', cursors, kept)
end
return 1
