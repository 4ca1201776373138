-- Says which nodes live, and drops leases that ran out long ago.
-- KEYS: leases. ARGV: how long a lease that ran out is kept (ms)
-- Returns node, number, node, number...
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local live = {}
local leases = redis.call('HGETALL', KEYS[1])
for i = 1, #leases, 2 do
  local leasedUntil, number = string.match(leases[i + 1], '^(%d+) (%d+) ')
  if tonumber(leasedUntil) > now then
    live[#live + 1] = leases[i]
    live[#live + 1] = number
  elseif tonumber(leasedUntil) + ARGV[1] < now then
    redis.call('HDEL', KEYS[1], leases[i])
  end
end
return live
