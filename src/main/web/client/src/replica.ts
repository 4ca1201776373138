import { compareIds, directConversation, largerId, otherIn } from './ids.js';
import type { Batch, Snapshot, Storage } from './storage.js';
import type { Circle, Conversation, ConversationId, Group, Me, Message, Person, UserId } from './values.js';

const NOBODY: Circle = { friends: [], incoming: [], outgoing: [], blocked: [] };

/** A conversation as `GET /conversations` lists it; what a server does not tell yet is left out. */
export interface ListedConversation {
  id: ConversationId;
  kind: 'direct' | 'group';
  title?: string;
  with?: Person;
  lastMessage?: Message;
  unread?: number;
  readUpTo?: string;
  muted?: boolean;
  pinned?: boolean;
}

/**
 * What this device knows, in memory and in its storage: all but the messages, which are in the storage alone. Values are
 * replaced, never changed.
 */
export class Replica {
  readonly storage: Storage;
  readonly conversations = new Map<ConversationId, Conversation>();
  readonly groups = new Map<ConversationId, Group>();
  readonly people = new Map<UserId, Person>();
  me: Me;
  circle: Circle;
  cursor: string | undefined;
  #committing: Promise<void> = Promise.resolve();

  constructor(storage: Storage, snapshot: Snapshot, me: Me) {
    this.storage = storage;
    this.me = me;
    this.circle = snapshot.circle ?? NOBODY;
    this.cursor = snapshot.cursor;
    snapshot.conversations.forEach(one => this.conversations.set(one.id, one));
    snapshot.groups.forEach(one => this.groups.set(one.conversation, one));
    snapshot.people.forEach(one => this.people.set(one.id, one));
    this.people.set(me.id, me);
  }

  /** The conversation as it is known, or as a new one. */
  conversation(id: ConversationId): Conversation {
    const known = this.conversations.get(id);
    if (known) {
      return known;
    }
    const other = this.people.get(otherIn(id, this.me.id) ?? '');
    return {
      id,
      kind: id.startsWith('g:') ? 'group' : 'direct',
      title: other?.displayName ?? '',
      ...(other && { with: other }),
      unread: 0,
      muted: false,
      pinned: false,
      marks: {},
    };
  }

  /** Takes changes over at once, and keeps them after all that was to be kept before. */
  commit(changes: Batch): Promise<void> {
    const batch = changes.people ? { ...changes, people: changes.people.map(one => this.#known(one)) } : changes;
    batch.conversations?.forEach(one => this.conversations.set(one.id, one));
    batch.groups?.forEach(one => this.groups.set(one.conversation, one));
    batch.people?.forEach(one => this.people.set(one.id, one));
    this.me = batch.me ?? this.me;
    this.circle = batch.circle ?? this.circle;
    this.cursor = batch.cursor ?? this.cursor;
    const committed = this.#committing.then(() => this.storage.commit(batch));
    this.#committing = committed.catch(() => undefined);
    return committed;
  }

  /** Changes one conversation. */
  change(id: ConversationId, change: Partial<Conversation>): Promise<void> {
    return this.commit({ conversations: [{ ...this.conversation(id), ...change }] });
  }

  /** Takes over what the server lists. */
  list(listed: readonly ListedConversation[]): Promise<void> {
    return this.commit({
      conversations: listed.map(one => this.#merge(one)),
      people: listed.flatMap(one => one.with ? [one.with] : []),
    });
  }

  /** Takes over what people are called now. */
  meet(people: readonly Person[]): Promise<void> {
    const conversations = people.flatMap(person => {
      const direct = this.conversations.get(directConversation(this.me.id, person.id));
      return direct ? [{ ...direct, with: this.#known(person), title: person.displayName }] : [];
    });
    return this.commit({ people: [...people], conversations });
  }

  /** Drops all messages, which have gaps from now on. */
  forgetMessages(cursor: string): Promise<void> {
    const conversations = [...this.conversations.values()].map(one => {
      const { completeFrom, complete, ...rest } = one;
      return rest;
    });
    return this.commit({ forgetMessages: true, conversations, cursor });
  }

  /** Some answers tell less of a person than others. */
  #known(person: Person): Person {
    return { ...this.people.get(person.id), ...person };
  }

  #merge(listed: ListedConversation): Conversation {
    const known = this.conversation(listed.id);
    const last = newer(known.last, listed.lastMessage);
    const isNewest = last === listed.lastMessage || last?.id === listed.lastMessage?.id;
    const readUpTo = largerId(known.readUpTo, listed.readUpTo);
    const countsHere = known.readUntold === true || !isNewest || listed.unread === undefined;
    return {
      ...known,
      kind: listed.kind,
      title: listed.title ?? known.title,
      ...(listed.with && { with: listed.with }),
      ...(last && { last }),
      ...(readUpTo !== undefined && { readUpTo }),
      unread: countsHere ? known.unread : listed.unread!,
      muted: listed.muted ?? known.muted,
      pinned: listed.pinned ?? known.pinned,
    };
  }
}

function newer(known: Message | undefined, come: Message | undefined): Message | undefined {
  if (!known || !come) {
    return known ?? come;
  }
  return compareIds(come.id, known.id) >= 0 ? come : known;
}
