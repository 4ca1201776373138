-- Notes of whom friends were told, unless that is no longer so.
-- KEYS: shown, untold. ARGV: user, "1" if online, user...
for i = 1, #ARGV, 2 do
  local online = redis.call('ZSCORE', KEYS[1], ARGV[i]) and '1' or '0'
  if online == ARGV[i + 1] then
    redis.call('ZREM', KEYS[2], ARGV[i])
  end
end
return 1
