-- KEYS: call; the live call of the caller, of the target;
--   the meaning of the id for the caller, for the target
-- The last two name a call. They are there only if it is not the call that has the id as its name.
-- ARGV: the beginning of the keys of calls; the id; the expected call of the caller and of the
--   target, or nothing; the result; the call after that, and its end in ms; the call that loses a
--   glare, as it is then, and its end; 1 if the target hears the call
-- Returns {} if that is done; {call} if that call has the name or is the caller's with the id;
--   otherwise the calls of caller and target
local prefix, id = ARGV[1], ARGV[2]
local name = string.sub(KEYS[1], #prefix + 1)
local meant = redis.call('GET', KEYS[4])
local used = meant and redis.call('HGET', prefix .. meant, 'call')
    or redis.call('HGET', KEYS[1], 'call')
if used then
  return {used}
end

local function call_of(user)
  local live = redis.call('GET', user)
  return live and redis.call('HGET', prefix .. live, 'call') or ''
end

local of_caller, of_target = call_of(KEYS[2]), call_of(KEYS[3])
if of_caller ~= ARGV[3] or of_target ~= ARGV[4] then
  return {of_caller, of_target}
end

local beginning = ARGV[5]
if beginning == 'CALLER_BUSY' then
  return {}
end
local stays = redis.call('GET', KEYS[3]) == (redis.call('GET', KEYS[5]) or id)
if beginning == 'WINS_GLARE' then
  local over = prefix .. (redis.call('GET', KEYS[2]) or redis.call('GET', KEYS[3]))
  redis.call('DEL', over)
  redis.call('HSET', over, 'call', ARGV[8], 'live', 0)
  redis.call('PEXPIREAT', over, ARGV[9])
  redis.call('DEL', KEYS[2], KEYS[3])
end
local heard = ARGV[10] ~= '0'
local live = beginning == 'RINGS' or beginning == 'WINS_GLARE'
redis.call('HSET', KEYS[1], 'call', ARGV[6], 'live', live and 1 or 0)
redis.call('PEXPIREAT', KEYS[1], ARGV[7])
if live then
  for i = 2, heard and 3 or 2 do
    redis.call('SET', KEYS[i], name)
    redis.call('PEXPIREAT', KEYS[i], ARGV[7])
  end
end

local function let_mean(meaning)
  if name == id then
    redis.call('DEL', meaning)
  else
    redis.call('SET', meaning, name)
    redis.call('PEXPIREAT', meaning, ARGV[7])
  end
end

let_mean(KEYS[4])
if heard and not stays then
  let_mean(KEYS[5])
end
return {}
