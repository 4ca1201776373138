-- Takes out or renews the lease of a node, with a number.
-- KEYS: leases (node -> "until number list-again"), numbers (number -> "until node")
-- ARGV: node, held number or "", duration, rest of a number, time until the node lists again (all ms), candidates...
-- Returns nil when no number is free, else { number, list-again }
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local node, held, duration, rest = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local expiry = now + duration

local again = string.format('%.0f', now + ARGV[5])
local lease = redis.call('HGET', KEYS[1], node)
if lease then
  local leasedUntil, number, knownAgain = string.match(lease, '^(%d+) (%d+) (%d+)')
  if held == '' then
    held = number
  end
  if tonumber(leasedUntil) > now and tonumber(knownAgain) > now then
    again = knownAgain
  end
end

local function take(number)
  local holder = redis.call('HGET', KEYS[2], number)
  if holder then
    local heldUntil, other = string.match(holder, '^(%d+) (.+)$')
    if other ~= node and tonumber(heldUntil) + rest > now then
      return false
    end
  end
  redis.call('HSET', KEYS[2], number, string.format('%.0f %s', expiry, node))
  return true
end

local number = held ~= '' and take(held) and held
for i = 6, #ARGV do
  if number then
    break
  end
  number = take(ARGV[i]) and ARGV[i]
end
if not number then
  return nil
end

redis.call('HSET', KEYS[1], node, string.format('%.0f %s %s', expiry, number, again))
for _, key in ipairs(KEYS) do
  if redis.call('PTTL', key) < duration + rest then
    redis.call('PEXPIRE', key, duration + rest)
  end
end
return { number, again }
