-- Reads what was told since a mark.
-- KEYS: news (sorted by µs). ARGV: mark (µs), the most that are read, how far a mark lies back (ms)
-- Returns { mark to go on from, news... }
local time = redis.call('TIME')
local found = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local mark = string.format('%.0f', time[1] * 1000000 + time[2] - ARGV[3] * 1000)
if #found == ARGV[2] * 2 then
  mark = found[#found]
end
local told = { mark }
for i = 1, #found, 2 do
  told[#told + 1] = found[i]
end
return told
