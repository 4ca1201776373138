-- Takes as many as are free of what a limit allows, by the generic cell rate algorithm.
-- KEYS: the time at which all are free again (µs). ARGV: interval (µs), burst, how many are wanted
-- Returns { how many were granted, time until one more is free (µs) }
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, wanted = tonumber(ARGV[1]), tonumber(ARGV[3])
local latest = now + interval * ARGV[2]

local full = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now), latest)
local granted = math.min(wanted, math.floor((latest - full) / interval))
full = full + granted * interval
if granted > 0 then
  redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
end
return { granted, granted < wanted and full + interval - latest or 0 }
