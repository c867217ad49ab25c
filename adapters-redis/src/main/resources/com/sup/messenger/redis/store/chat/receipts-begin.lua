-- ARGV: device, 1 if it lasts, place, revision, the life of a cursor in ms, most devices
local device, lasting, place, rev, kept, most = unpack(ARGV)
if not read(device) and not redis.call('ZSCORE', earlier, device) then
  move(device, lasting, tonumber(place), tonumber(rev), tonumber(kept), tonumber(most))
end
return 1
