-- ARGV: device, 1 if it lasts, the life of a cursor in ms
-- Returns {place, revision}, or {} for a new device
local known = read(ARGV[1])
if known then
  return {known.place, known.rev}
end
local floor = ARGV[2] == '1' and read('*')
if floor and clock < floor.moved + ARGV[3] then
  return {floor.place, floor.rev}
end
return {}
