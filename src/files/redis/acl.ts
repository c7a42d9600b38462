import { keysOf } from './keys.ts';

/** All that the scripts do, and what it takes to run them and to hear of changes. */
const commands =
  'evalsha eval hget hset hsetnx hdel hexists hlen hkeys hgetall hincrby hstrlen ' +
  'rpush lpop llen zadd zrem zcard zpopmin xadd xrange exists del publish subscribe unsubscribe ping hello';

/**
 * The rules of `ACL SETUSER` that let credentials reach the files of one user, by the scripts or by hand, and nothing
 * else: no other keys, no other channel, no command about the server. They hold on scripts too, as Redis checks each
 * command of a script.
 */
export function aclRules(prefix: string, user: string): readonly string[] {
  const { all, channel } = keysOf(prefix, user);
  const grants = commands.split(' ').map((command) => `+${command}`);
  return [
    'clearselectors',
    'resetkeys',
    'resetchannels',
    '-@all',
    ...all.map((key) => `~${literal(key)}`),
    `&${literal(channel)}`,
    ...grants,
  ];
}

/** Rules are patterns: what stands in a name is to mean itself. */
const literal = (name: string): string => name.replace(/[*?[\]\\^]/g, '\\$&');
