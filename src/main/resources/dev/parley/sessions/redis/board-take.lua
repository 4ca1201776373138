-- Takes users to be looked at, and changes to be told, whose time has come.
-- KEYS: shown, untold, active. ARGV: clock ahead by, time until another may take them (ms), how many of each
-- Returns { until, { user, when active or "", ... }, { user, ... } }
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
local until_ = string.format('%.0f', now + ARGV[2])

local function take(key)
  local users = redis.call('ZRANGEBYSCORE', key, '-inf', string.format('%.0f', now), 'LIMIT', 0, ARGV[3])
  for _, user in ipairs(users) do
    redis.call('ZADD', key, until_, user)
  end
  return users
end

local due = {}
for _, user in ipairs(take(KEYS[1])) do
  due[#due + 1] = user
  due[#due + 1] = redis.call('HGET', KEYS[3], user) or ''
end
return { until_, due, take(KEYS[2]) }
