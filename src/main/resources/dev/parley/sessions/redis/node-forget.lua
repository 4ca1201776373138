-- Drops users of a node, those who have not arrived there again since they were read.
-- KEYS: the node's users. ARGV: user, when, user...
for i = 1, #ARGV, 2 do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('ZREM', KEYS[1], ARGV[i])
  end
end
return 1
