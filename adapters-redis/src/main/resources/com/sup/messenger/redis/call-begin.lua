-- KEYS: call, the caller's call, the target's call
-- ARGV: what the keys of calls begin with; the expected call of the caller and of the target, or
-- nothing; what comes of it; the call as it is then, and its end in ms; of the call that loses a
-- glare the id, what it becomes, and its end
-- {} where that is done, {id} where it is in use, else the calls of caller and target
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {'in use'}
end

local function call_of(user)
  local id = redis.call('GET', user)
  return id and redis.call('HGET', ARGV[1] .. id, 'call') or ''
end

local of_caller, of_target = call_of(KEYS[2]), call_of(KEYS[3])
if of_caller ~= ARGV[2] or of_target ~= ARGV[3] then
  return {of_caller, of_target}
end

local beginning = ARGV[4]
if beginning == 'CALLER_BUSY' then
  return {}
end
if beginning == 'WINS_GLARE' then
  local over = ARGV[1] .. ARGV[7]
  redis.call('DEL', over)
  redis.call('HSET', over, 'call', ARGV[8], 'live', 0)
  redis.call('PEXPIREAT', over, ARGV[9])
end
local live = beginning == 'RINGS' or beginning == 'WINS_GLARE'
redis.call('HSET', KEYS[1], 'call', ARGV[5], 'live', live and 1 or 0)
redis.call('PEXPIREAT', KEYS[1], ARGV[6])
if live then
  local id = string.sub(KEYS[1], #ARGV[1] + 1)
  for i = 2, 3 do
    redis.call('SET', KEYS[i], id)
    redis.call('PEXPIREAT', KEYS[i], ARGV[6])
  end
end
return {}
