-- Notes that a node was told to list its sessions.
-- KEYS: leases. ARGV: node, the list-again that it was told with
local lease = redis.call('HGET', KEYS[1], ARGV[1])
if lease then
  local leasedUntil, number, again = string.match(lease, '^(%d+) (%d+) (%d+) %d$')
  if again == ARGV[2] then
    redis.call('HSET', KEYS[1], ARGV[1], leasedUntil .. ' ' .. number .. ' ' .. again .. ' 1')
  end
end
return 1
