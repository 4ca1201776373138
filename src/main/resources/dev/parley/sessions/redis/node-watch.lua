-- Notes that users arrive on a node, so that somebody looks after them when it is no more.
-- KEYS: watched. ARGV: node, time to live (ms)
redis.call('HSETNX', KEYS[1], ARGV[1], 'alive')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
