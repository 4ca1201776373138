import { ApiError } from './api-error.js';
import type { Replica } from './replica.js';
import type { Session } from './session.js';
import type { Call } from './rest.js';
import type { ConversationId, Group, Member, Message, Person, Role, UserId } from './values.js';

/** A group as the server tells it. */
interface Told {
  conversation: ConversationId;
  name: string;
  members: (Member & Omit<Person, 'id'>)[];
}

export interface GroupsLinks {
  replica: Replica;
  session: Session;
  onChange(conversation: ConversationId): void;
}

/** The groups that were looked at here, and changing them. A group is named by its conversation. */
export class Groups {
  readonly #links: GroupsLinks;
  /** Of each group the latest question whose answer was taken over: an answer to an earlier one is old. */
  readonly #taken = new Map<ConversationId, number>();
  #questions = 0;

  constructor(links: GroupsLinks) {
    this.#links = links;
  }

  /** The group as it was last told; it may be older than now, and nothing when it was never looked at. */
  of(conversation: ConversationId): Group | undefined {
    return this.#links.replica.groups.get(conversation);
  }

  /** What the user may do in a group. */
  role(conversation: ConversationId): Role | undefined {
    const group = this.of(conversation);
    return group?.left ? undefined : group?.members.find(one => one.user === this.#links.replica.me.id)?.role;
  }

  /** Asks for a group. One that the user is not in any more stays as it was known, as left. */
  async refresh(conversation: ConversationId): Promise<void> {
    const question = ++this.#questions;
    try {
      const told = await this.#links.session.call<Told>({ method: 'GET', path: path(conversation) });
      await this.#take(told, question);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'not_found') {
        throw error;
      }
      const known = this.of(conversation) ?? { conversation, name: '', members: [] };
      await this.#keep({ ...known, left: true }, question);
    }
  }

  /** Makes a group that the user owns, with these members besides. */
  async create(name: string, members: readonly UserId[]): Promise<ConversationId> {
    const { conversation } = await this.#change({ method: 'POST', path: '/groups', body: { name, members } });
    return conversation;
  }

  async rename(conversation: ConversationId, name: string): Promise<void> {
    await this.#change({ method: 'PATCH', path: path(conversation), body: { name } });
  }

  /** Adds somebody, or gives a member another role. */
  async put(conversation: ConversationId, user: UserId, role?: Role): Promise<void> {
    await this.#change({ method: 'PUT', path: `${path(conversation)}/members/${user}`, body: role ? { role } : {} });
  }

  /** Removes a member; the user, who leaves so, too. */
  async remove(conversation: ConversationId, user: UserId): Promise<void> {
    await this.#links.session.call({ method: 'DELETE', path: `${path(conversation)}/members/${user}` });
    await this.refresh(conversation);
  }

  /** Ends a group for all its members. */
  async end(conversation: ConversationId): Promise<void> {
    await this.#links.session.call({ method: 'DELETE', path: path(conversation) });
    await this.refresh(conversation);
  }

  /** Entries that came: some of them say that a group is not what it was. */
  hear(entries: readonly Message[]): void {
    const changed = entries.filter(({ kind }) => kind === 'membership' || kind === 'group');
    for (const conversation of new Set(changed.map(entry => entry.conversation))) {
      void this.refresh(conversation).catch(() => undefined);
    }
  }

  async #change(call: Call): Promise<Told> {
    const question = ++this.#questions;
    const told = await this.#links.session.call<Told>(call);
    await this.#take(told, question);
    return told;
  }

  #take({ conversation, name, members }: Told, question: number): Promise<void> {
    const people = members.map(({ user, role, since, ...person }) => ({ id: user, ...person }));
    void this.#links.replica.meet(people).catch(() => undefined);
    const group = { conversation, name, members: members.map(({ user, role, since }) => ({ user, role, since })) };
    return this.#keep({ ...group, left: false }, question);
  }

  async #keep(group: Group, question: number): Promise<void> {
    const { replica, onChange } = this.#links;
    if (question < (this.#taken.get(group.conversation) ?? 0)) {
      return;
    }
    this.#taken.set(group.conversation, question);
    const kept = replica.commit({ groups: [group], conversations: this.#titled(group) });
    onChange(group.conversation);
    await kept.catch(() => undefined);
  }

  #titled({ conversation, name, left }: Group) {
    const known = this.#links.replica.conversations.get(conversation);
    return known && !left && known.title !== name ? [{ ...known, title: name }] : [];
  }
}

function path(conversation: ConversationId): string {
  return `/groups/${conversation.slice('g:'.length)}`;
}
