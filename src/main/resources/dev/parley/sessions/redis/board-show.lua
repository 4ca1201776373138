-- Shows users online who arrived.
-- KEYS: shown (user -> when to look), untold (user -> when another may tell), active (user -> when), since
-- ARGV: clock ahead by, time to the next look, time to tell, how long a board is new, time to live (all ms),
--   "1" if the directory lost their sessions, users...
-- Returns those who came: their friends are to be told
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
local look, tell = string.format('%.0f', now + ARGV[2]), string.format('%.0f', now + ARGV[3])
local since = redis.call('GET', KEYS[4])
if not since then
  since = string.format('%.0f', now)
  redis.call('SET', KEYS[4], since)
end
local silent = ARGV[6] == '1' and tonumber(since) + ARGV[4] > now

local news = {}
for i = 7, #ARGV do
  local user = ARGV[i]
  if redis.call('ZADD', KEYS[1], look, user) == 1 and not silent then
    redis.call('ZADD', KEYS[2], tell, user)
    news[#news + 1] = user
  end
  redis.call('HDEL', KEYS[3], user)
end
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[5])
end
return news
