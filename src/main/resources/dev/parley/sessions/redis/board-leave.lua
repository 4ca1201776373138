-- Notes that a user is to be looked at.
-- KEYS: shown, active, since. ARGV: clock ahead by, time to the look, how long a board is new, time to live (all ms), user,
--   when the user was active
-- Returns when to look and when the user was active, or nil for one who does not show online; of whom a new board knows
-- nothing may show online all the same
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
local since = redis.call('GET', KEYS[3])
local known = redis.call('ZSCORE', KEYS[1], ARGV[5])
if not known and since and tonumber(since) + ARGV[3] <= now then
  return nil
end
local look = string.format('%.0f', now + ARGV[2])
local active = redis.call('HGET', KEYS[2], ARGV[5])
if not active or tonumber(active) < tonumber(ARGV[6]) then
  active = ARGV[6]
  redis.call('HSET', KEYS[2], ARGV[5], active)
end
redis.call('ZADD', KEYS[1], look, ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return { look, active }
