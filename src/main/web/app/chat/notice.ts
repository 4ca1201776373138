import type { Message, UserId } from '../../client/src/index.js';
import type { Texts } from '../i18n/texts.js';

/**
 * What an entry says that no one wrote: who came, who went, what a group is called.
 *
 * @param nameOf what a user is called; nothing for who reads it
 */
export function notice(
  { kind, from, target, text }: Message, { membership }: Texts, nameOf: (user: UserId) => string | undefined): string {
  const who = nameOf(from);
  if (kind === 'group') {
    return text === '' ? membership.ended(who) : membership.named(who, text);
  }
  const whom = nameOf(target ?? from);
  switch (text) {
    case 'added': return membership.added(who, whom);
    case 'removed': return membership.removed(who, whom);
    case 'left': return membership.left(whom);
    case 'owner': return membership.owner(whom);
    case 'admin': return membership.admin(whom);
    default: return membership.member(whom);
  }
}
