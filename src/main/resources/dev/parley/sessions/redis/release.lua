-- Ends the lease of a node; the rest of its number begins now.
-- KEYS: leases, numbers. ARGV: node, number
local time = redis.call('TIME')
redis.call('HDEL', KEYS[1], ARGV[1])
local holder = redis.call('HGET', KEYS[2], ARGV[2])
if holder and string.match(holder, '^%d+ (.+)$') == ARGV[1] then
  redis.call('HSET', KEYS[2], ARGV[2], string.format('%.0f %s', time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1]))
end
return 1
