-- Notes that the users of a dead node are seen to.
-- KEYS: watched. ARGV: node, look
local state = redis.call('HGET', KEYS[1], ARGV[1])
if state and string.match(state, '^(%d+) ') == ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' buried')
end
return 1
