/**
 * What happens on the server, each script as one step that nothing comes between. A script either does the whole of it
 * or answers `refused` and has changed nothing. The keys are those of one user (see `keys.ts`):
 *
 * | key | holds |
 * | --- | --- |
 * | entries | path → `revision size version modified author`, for each file there is |
 * | state | epoch, number of the last change, bytes in files, next version, bytes in previous versions … |
 * | directories | directory → how many files lie below it |
 * | deleted, deleted-order | last revisions of deleted files, oldest first |
 * | versions, contents | version → `revision operation request author`, its content |
 * | dropped | version → the requests that made those before it which are no longer kept |
 * | versions-of | path → its versions, oldest first |
 * | previous | `version path` of what is no more, oldest first |
 * | changes | the newest changes, as a stream; an entry's id is the number of the change |
 *
 * The author is JSON that only the callers read.
 */

const prelude = `
local entries, state, directories, deleted, deleted_order, versions, contents, versions_of, previous, dropped, changes = unpack(KEYS)

local function number_in(field)
  return tonumber(redis.call('HGET', state, field) or 0)
end

-- revision, size, version
local function entry_of(path)
  local entry = redis.call('HGET', entries, path)
  if not entry then return nil end
  local revision, size, version = string.match(entry, '^(%d+) (%d+) (%d+) ')
  return tonumber(revision), tonumber(size), version
end

local function ancestors(path)
  local found = {}
  local at = string.find(path, '/', 1, true)
  while at do
    found[#found + 1] = string.sub(path, 1, at - 1)
    at = string.find(path, '/', at + 1, true)
  end
  return found
end

-- What happened after the change that the caller knows of; all there is where that can't be told any more. Where it
-- is more than the caller wants to be told at once, that alone.
local function since(known_epoch, known, most)
  local epoch = redis.call('HGET', state, 'epoch')
  if not epoch then return { '', 0, 'whole', {} } end
  local last = number_in('change')
  known = tonumber(known)
  -- '' is told where nothing was ever written.
  if (epoch == known_epoch or known_epoch == '') and known <= last then
    if known == last then return { epoch, last, 'changes', {} } end
    if last - known > tonumber(most) then return { epoch, last, 'behind', {} } end
    local found = redis.call('XRANGE', changes, (known + 1) .. '-0', '+')
    if #found == last - known then return { epoch, last, 'changes', found } end
  end
  return { epoch, last, 'whole', redis.call('HGETALL', entries) }
end
`;

const changing = `
local known_epoch, known, channel, new_epoch, author, request, modified, files_per_user, previous_versions, previous_bytes, changes_kept = unpack(ARGV)
files_per_user, previous_versions, previous_bytes = tonumber(files_per_user), tonumber(previous_versions), tonumber(previous_bytes)

-- Comes first: rights and ids are all that can still be refused here, and nothing is taken back.
local function tell(operation, path, revision, size)
  -- Where only the changes of another time are left, their numbers mean nothing.
  if redis.call('HSETNX', state, 'epoch', new_epoch) == 1 then redis.call('DEL', changes) end
  local change = redis.call('HINCRBY', state, 'change', 1)
  redis.call('PUBLISH', channel, redis.call('HGET', state, 'epoch') .. ' ' .. change)
  redis.call('XADD', changes, 'MAXLEN', '~', changes_kept, change .. '-0',
    'operation', operation, 'path', path, 'revision', revision, 'size', size, 'modified', modified, 'author', author)
end

local function retire(path, version)
  redis.call('RPUSH', previous, version .. ' ' .. path)
  redis.call('HINCRBY', state, 'previous_bytes', redis.call('HSTRLEN', contents, version))
end

-- Which requests made the versions before the first one that is left, a line each: no more than can be at work at once.
local function remember_dropped(version, first)
  local request = string.match(redis.call('HGET', versions, version), '^%d+ %w+ (%S*) ')
  local requests = {}
  for each in string.gmatch(redis.call('HGET', dropped, version) or '', '[^\\n]+') do
    if each ~= request then requests[#requests + 1] = each end
  end
  if request ~= '' then requests[#requests + 1] = request end
  if #requests > 32 then table.remove(requests, 1) end
  redis.call('HSET', dropped, first, table.concat(requests, '\\n'))
end

local function drop_oldest()
  local version, path = string.match(redis.call('LPOP', previous), '^(%d+) (.*)$')
  redis.call('HINCRBY', state, 'previous_bytes', 0 - redis.call('HSTRLEN', contents, version))
  local left = string.match(redis.call('HGET', versions_of, path), '^%d+ (.*)$')
  if left then
    redis.call('HSET', versions_of, path, left)
    remember_dropped(version, string.match(left, '^%d+'))
  else
    redis.call('HDEL', versions_of, path)
  end
  for _, key in ipairs({ contents, versions, dropped }) do redis.call('HDEL', key, version) end
end

local function add_version(path, present, operation, revision, content)
  local version = redis.call('HINCRBY', state, 'version', 1)
  if present then retire(path, present) end
  redis.call('HSET', versions, version, revision .. ' ' .. operation .. ' ' .. request .. ' ' .. author)
  if content then redis.call('HSET', contents, version, content) end
  local before = redis.call('HGET', versions_of, path)
  redis.call('HSET', versions_of, path, before and before .. ' ' .. version or version)
  if operation == 'deleted' then retire(path, version) end
  while redis.call('LLEN', previous) > previous_versions or number_in('previous_bytes') > previous_bytes do
    drop_oldest()
  end
  return version
end

local function remove(path, revision, size)
  redis.call('HDEL', entries, path)
  redis.call('HINCRBY', state, 'bytes', 0 - size)
  for _, ancestor in ipairs(ancestors(path)) do
    if redis.call('HINCRBY', directories, ancestor, -1) == 0 then redis.call('HDEL', directories, ancestor) end
  end
  redis.call('HSET', deleted, path, revision)
  redis.call('ZADD', deleted_order, redis.call('HINCRBY', state, 'deletion', 1), path)
  if redis.call('ZCARD', deleted_order) > files_per_user then
    local oldest = redis.call('ZPOPMIN', deleted_order)[1]
    local forgotten = tonumber(redis.call('HGET', deleted, oldest))
    redis.call('HDEL', deleted, oldest)
    if forgotten > number_in('forgotten') then redis.call('HSET', state, 'forgotten', forgotten) end
  end
end
`;

const write = `
local path, content, size, wanted, bytes_per_user = unpack(ARGV, 12)
size, bytes_per_user = tonumber(size), tonumber(bytes_per_user)
if redis.call('HEXISTS', directories, path) == 1 then return { 'refused', 'is-directory', path } end
local above = ancestors(path)
for _, ancestor in ipairs(above) do
  if redis.call('HEXISTS', entries, ancestor) == 1 then return { 'refused', 'not-a-directory', ancestor } end
end
local current, before, present = entry_of(path)
if wanted ~= '' and tonumber(wanted) ~= (current or 0) then
  return { 'refused', 'revision-conflict', current or 0 }
end
local count = redis.call('HLEN', entries)
if not current and count >= files_per_user then return { 'refused', 'too-many-files', count } end
local room = bytes_per_user - number_in('bytes') + (before or 0)
if size > room then return { 'refused', 'user-quota-exceeded', room } end

local revision = 1 + (current or tonumber(redis.call('HGET', deleted, path) or number_in('forgotten')))
local operation = current and 'updated' or 'created'
tell(operation, path, revision, size)
local version = add_version(path, present, operation, revision, content)
redis.call('HSET', entries, path, revision .. ' ' .. size .. ' ' .. version .. ' ' .. modified .. ' ' .. author)
redis.call('HINCRBY', state, 'bytes', size - (before or 0))
if not current then
  for _, ancestor in ipairs(above) do redis.call('HINCRBY', directories, ancestor, 1) end
  redis.call('HDEL', deleted, path)
  redis.call('ZREM', deleted_order, path)
end
return { 'done', revision, since(known_epoch, known, 16) }
`;

const refuseReading = `
local function refuse(path)
  if redis.call('HEXISTS', directories, path) == 1 then return { 'refused', 'is-directory' } end
  return { 'refused', 'not-found' }
end
`;

const remove = `
local path = ARGV[12]
local revision, size, present = entry_of(path)
if not revision then return refuse(path) end
tell('deleted', path, revision, 0)
add_version(path, present, 'deleted', revision)
remove(path, revision, size)
return { 'done', revision, since(known_epoch, known, 16) }
`;

const reset = `
local paths = redis.call('HKEYS', entries)
if #paths > 0 then tell('reset', '', 0, 0) end
for _, path in ipairs(paths) do
  local revision, size = entry_of(path)
  remove(path, revision, size)
end
redis.call('DEL', versions, contents, versions_of, previous, dropped)
if redis.call('EXISTS', state) == 1 then redis.call('HSET', state, 'previous_bytes', 0) end
return { 'done', 0, since(known_epoch, known, 16) }
`;

const read = `
local path = ARGV[1]
local entry = redis.call('HGET', entries, path)
if not entry then return refuse(path) end
local _, _, version = entry_of(path)
return { 'done', entry, redis.call('HGET', contents, version) }
`;

const readVersions = `
local path = ARGV[1]
local known = redis.call('HGET', versions_of, path)
if not known then return refuse(path) end
local found = {}
for version in string.gmatch(known, '%d+') do
  found[#found + 1] = {
    redis.call('HGET', versions, version), redis.call('HGET', contents, version), redis.call('HGET', dropped, version)
  }
end
return { 'done', found }
`;

const givesRoom = '#!lua flags=allow-oom\n';
const reads = '#!lua flags=no-writes\n';

/** The source of each, in Lua, for Redis 7 and later. */
export const scripts = {
  // Without flags, Redis refuses it as a whole where its memory is full.
  write: `#!lua\n${prelude}${changing}${write}`,
  delete: `${givesRoom}${prelude}${changing}${refuseReading}${remove}`,
  reset: `${givesRoom}${prelude}${changing}${reset}`,
  read: `${reads}${prelude}${refuseReading}${read}`,
  versions: `${reads}${prelude}${refuseReading}${readVersions}`,
  since: `${reads}${prelude}return { 'done', since(ARGV[1], ARGV[2], 'inf') }`,
} as const;

export type ScriptName = keyof typeof scripts;
