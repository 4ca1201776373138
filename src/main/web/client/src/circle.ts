import type { Circle, UserId } from './values.js';

/** What another user is to the user. */
export type Tie = 'friend' | 'incoming' | 'outgoing' | 'blocked';

/** What happened between the user and another one. */
export type TieNews =
  | { name: 'requested'; mine: boolean }
  | { name: 'accepted' | 'ended' | 'blocked' | 'unblocked' };

export function tieTo(user: UserId, { friends, incoming, outgoing, blocked }: Circle): Tie | undefined {
  if (blocked.includes(user)) {
    return 'blocked';
  }
  if (friends.includes(user)) {
    return 'friend';
  }
  return incoming.includes(user) ? 'incoming' : outgoing.includes(user) ? 'outgoing' : undefined;
}

/** The circle after something happened, which may be told twice. */
export function circleAfter(circle: Circle, user: UserId, news: TieNews): Circle {
  const { blocked } = circle;
  const { friends, incoming, outgoing } = apart(circle, user);
  const bare = { friends, incoming, outgoing, blocked };
  switch (news.name) {
    case 'requested':
      return news.mine ? { ...bare, outgoing: [user, ...outgoing] } : { ...bare, incoming: [user, ...incoming] };
    case 'accepted': return { ...bare, friends: [user, ...friends] };
    case 'blocked': return { ...bare, blocked: [user, ...blocked.filter(one => one !== user)] };
    case 'unblocked': return { ...circle, blocked: blocked.filter(one => one !== user) };
    default: return bare;
  }
}

function apart({ friends, incoming, outgoing }: Circle, user: UserId): Omit<Circle, 'blocked'> {
  const without = (users: UserId[]) => users.filter(one => one !== user);
  return { friends: without(friends), incoming: without(incoming), outgoing: without(outgoing) };
}
