-- ARGV: oldest time, id, or nothing for all. Returns the step.
local _, _, oldest, id = unpack(ARGV)
local cleared = {}
for _, each in ipairs(id == '' and redis.call('ZRANGE', times, 0, -1) or {id}) do
  if is_younger(each, oldest) then
    cleared[#cleared + 1] = each
    remove(each)
  else
    drop(each)
  end
end
return step(cleared)
