-- Has users looked at whose node is no more.
-- KEYS: shown. ARGV: when to look, what is later than any look that somebody asked for, users...
local look, asked = tonumber(ARGV[1]), tonumber(ARGV[2])
for i = 3, #ARGV do
  local known = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if known and (tonumber(known) < look or tonumber(known) > asked) then
    redis.call('ZADD', KEYS[1], ARGV[1], ARGV[i])
  end
end
return 1
