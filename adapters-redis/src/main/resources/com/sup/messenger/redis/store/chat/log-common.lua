-- The keys are those of LogKeys. The description of the package says what they hold.
local members, log, now, channel, authored, mentioned, gone, replaced, expiring, reactions,
  reacted = unpack(KEYS)

local function extent_of(text)
  local first, last, bytes, count, renewed =
    string.match(text, '^(%d+) (%d+) (%d+) (%d+) (%d+)$')
  return tonumber(first), tonumber(last), tonumber(bytes), tonumber(count), tonumber(renewed)
end

-- Returns nothing for a log without entries.
local function extent()
  local text = redis.call('HGET', log, '#')
  if text then
    return extent_of(text)
  end
end

local function note_of(text)
  local author, id, size, rev, version, count, flag, temp =
    string.match(text, '^(%S+) (%S+) (%d+) (%d+) (%d+) (%d+) (%a) (.*)$')
  return {
    author = author, id = id, size = tonumber(size), rev = tonumber(rev),
    version = tonumber(version), count = tonumber(count), flag = flag, temp = temp
  }
end

local function note(seq)
  local text = redis.call('HGET', log, '#' .. seq)
  return text and note_of(text)
end

-- Users and places in the order of texts, so that the places of a user can be counted.
local function place(user, seq)
  return string.format('%s %012d', user, seq)
end
