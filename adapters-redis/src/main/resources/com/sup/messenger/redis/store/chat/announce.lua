-- Publishes a change of a chat. Announcement describes the form, and Seal the key.
local function announce(rev, seq, command, channel, key, rest)
  local text = string.format('{"rev":%d,"seq":%d,', rev, seq) .. rest
  if key ~= '' then
    text = 'A' .. redis.sha1hex(string.format('%d:%d:', rev, seq) .. key) .. text
  end
  redis.call(command, channel, text)
end
