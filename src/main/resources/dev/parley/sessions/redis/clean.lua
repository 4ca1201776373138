-- Takes sessions of dead nodes off a user's list, those that were not listed again since they were read.
-- KEYS: the user's sessions. ARGV: session, what was listed for it, session, ...
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
return 1
