-- Keeps word of revoked sign-ins, each by a time of its own.
-- KEYS: news (sorted by µs). ARGV: how long each is kept (ms), news...
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
for i = 2, #ARGV do
  redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now + i), ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[1] * 1000))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
