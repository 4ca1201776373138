-- Decides about users that were taken; those who came or went since stay as they are.
-- KEYS: shown, untold, active. ARGV: clock ahead by, time to the next look, time to tell, time to live (all ms), then user,
--   until when it was taken, "1" if online, user...
-- Returns those who went: their friends are to be told
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
local look, tell = string.format('%.0f', now + ARGV[2]), string.format('%.0f', now + ARGV[3])

local news = {}
for i = 5, #ARGV, 3 do
  local user = ARGV[i]
  local known = redis.call('ZSCORE', KEYS[1], user)
  if known and tonumber(known) == tonumber(ARGV[i + 1]) then
    redis.call('HDEL', KEYS[3], user)
    if ARGV[i + 2] == '1' then
      redis.call('ZADD', KEYS[1], look, user)
    else
      redis.call('ZREM', KEYS[1], user)
      redis.call('ZADD', KEYS[2], tell, user)
      news[#news + 1] = user
    end
  end
end
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return news
