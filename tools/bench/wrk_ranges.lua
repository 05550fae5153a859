-- As wrk_summary.lua, but each request asks for another range: RANGE_BYTES at a random multiple of it below FILE_BYTES.
local folder = debug.getinfo(1, "S").source:match("^@(.*)/") or "."
dofile(folder .. "/wrk_summary.lua")

local range, size = tonumber(os.getenv("RANGE_BYTES")), tonumber(os.getenv("FILE_BYTES"))
math.randomseed(1)

request = function()
  local from = math.random(0, math.floor(size / range) - 1) * range
  return wrk.format("GET", nil, { Range = string.format("bytes=%d-%d", from, from + range - 1) })
end
