-- Says which of the nodes that users arrived on are no more, each to one caller.
-- KEYS: leases, watched (node -> "alive", or "look claimed" with when to look at its users and until when one sees to that,
--   or "look buried"). ARGV: clock ahead by, time to the look, time until another may see to it, how long a dead node is
--   remembered, time to live (all ms)
-- Returns node, look, node...
local time = redis.call('TIME')
local wall = time[1] * 1000 + math.floor(time[2] / 1000)
local now = wall + ARGV[1]

local live = {}
local leases = redis.call('HGETALL', KEYS[1])
for i = 1, #leases, 2 do
  if tonumber(string.match(leases[i + 1], '^%d+')) > wall then
    live[leases[i]] = true
  end
end

local dead = {}
local watched = redis.call('HGETALL', KEYS[2])
for i = 1, #watched, 2 do
  local node, state = watched[i], watched[i + 1]
  local look, claimed = string.match(state, '^(%d+) (%S+)$')
  if live[node] then
    if look then
      redis.call('HSET', KEYS[2], node, 'alive')
    end
  elseif claimed == 'buried' then
    if tonumber(look) + ARGV[4] < now then
      redis.call('HDEL', KEYS[2], node)
    end
  elseif not claimed or tonumber(claimed) <= now then
    look = look or string.format('%.0f', now + ARGV[2])
    redis.call('HSET', KEYS[2], node, look .. ' ' .. string.format('%.0f', now + ARGV[3]))
    dead[#dead + 1] = node
    dead[#dead + 1] = look
  end
end
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return dead
