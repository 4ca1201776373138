-- Lists a session of a user, unless its device has another that the caller does not replace.
-- KEYS: the user's sessions (session -> "device stamp visibility node"; the device of a listener is "-")
-- ARGV: session, device, node, visibility, time to live (ms), most sessions of a user, sessions of its device that it replaces...
-- Returns { 1, sessions taken off... } when it is listed, { 0, sessions of its device that stay... } when it is not,
-- { -1 } when the user has too many; a session is two items, its name and what is listed for it
local session, device, node = ARGV[1], ARGV[2], ARGV[3]
local replaced = {}
for i = 7, #ARGV do
  replaced[ARGV[i]] = true
end

local rivals, standing = { 1 }, { 0 }
if device ~= '-' then
  local listed = redis.call('HGETALL', KEYS[1])
  for i = 1, #listed, 2 do
    if string.match(listed[i + 1], '^(%S+) ') == device and listed[i] ~= session then
      local into = replaced[listed[i]] and rivals or standing
      into[#into + 1] = listed[i]
      into[#into + 1] = listed[i + 1]
    end
  end
end
if #standing > 1 then
  redis.call('HDEL', KEYS[1], session)
  return standing
end

local others = redis.call('HLEN', KEYS[1]) - (#rivals - 1) / 2 - redis.call('HEXISTS', KEYS[1], session)
if others >= tonumber(ARGV[6]) then
  return { -1 }
end
for i = 2, #rivals, 2 do
  redis.call('HDEL', KEYS[1], rivals[i])
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], session, device .. ' ' .. time[1] .. '.' .. time[2] .. ' ' .. ARGV[4] .. ' ' .. node)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return rivals
