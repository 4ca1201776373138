-- Gives back what turned out not to count.
-- KEYS: the time at which all are free again (µs). ARGV: interval (µs), how many
local full = redis.call('GET', KEYS[1])
if full then
  local time = redis.call('TIME')
  local left = tonumber(full) - ARGV[1] * ARGV[2]
  local millis = math.ceil((left - time[1] * 1000000 - time[2]) / 1000)
  if millis > 0 then
    redis.call('SET', KEYS[1], string.format('%.0f', left), 'PX', millis)
  else
    redis.call('DEL', KEYS[1])
  end
end
return 1
