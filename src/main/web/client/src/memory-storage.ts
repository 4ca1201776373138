import type { Amendment } from './amendments.js';
import { compareIds } from './ids.js';
import type { Batch, Kept, Snapshot, Storage } from './storage.js';
import type { Circle, Conversation, ConversationId, Group, Me, Message, MessageId, Pending, Person } from './values.js';

/** Keeps nothing beyond the page: for tests, for programs, and for browsers that refuse to keep anything. */
export class MemoryStorage implements Storage {
  #me: Me | undefined;
  #cursor: string | undefined;
  #circle: Circle | undefined;
  readonly #conversations = new Map<ConversationId, Conversation>();
  readonly #groups = new Map<ConversationId, Group>();
  readonly #people = new Map<string, Person>();
  readonly #pending = new Map<string, Pending>();
  readonly #messages = new Map<ConversationId, Map<MessageId, Message>>();
  readonly #amendments = new Map<MessageId, Amendment>();

  load(): Promise<Snapshot> {
    return Promise.resolve({
      ...(this.#me && { me: this.#me }),
      ...(this.#cursor !== undefined && { cursor: this.#cursor }),
      ...(this.#circle && { circle: this.#circle }),
      conversations: [...this.#conversations.values()],
      groups: [...this.#groups.values()],
      people: [...this.#people.values()],
      pending: [...this.#pending.values()].sort((one, other) => one.order - other.order),
    });
  }

  look(keys: readonly { conversation: ConversationId; id: MessageId }[]): Promise<Kept[]> {
    return Promise.resolve(keys.map(({ conversation, id }) => {
      const message = this.#messages.get(conversation)?.get(id);
      const amendment = this.#amendments.get(id);
      return { ...(message && { message }), ...(amendment && { amendment }) };
    }));
  }

  before(conversation: ConversationId, id: MessageId | undefined, from: MessageId, limit: number): Promise<Message[]> {
    const found = this.#sorted(conversation).filter(
      message => compareIds(message.id, from) >= 0 && (id === undefined || compareIds(message.id, id) < 0));
    return Promise.resolve(found.slice(-limit));
  }

  after(conversation: ConversationId, id: MessageId, limit: number): Promise<Message[]> {
    return Promise.resolve(this.#sorted(conversation).filter(message => compareIds(message.id, id) > 0).slice(0, limit));
  }

  async *backwards(conversation: ConversationId): AsyncIterable<Message[]> {
    yield await Promise.resolve(this.#sorted(conversation).reverse());
  }

  commit(batch: Batch): Promise<void> {
    if (batch.forgetMessages) {
      this.#messages.clear();
      this.#amendments.clear();
    }
    this.#me = batch.me ?? this.#me;
    this.#cursor = batch.cursor ?? this.#cursor;
    this.#circle = batch.circle ?? this.#circle;
    batch.conversations?.forEach(one => this.#conversations.set(one.id, one));
    batch.groups?.forEach(one => this.#groups.set(one.conversation, one));
    batch.people?.forEach(one => this.#people.set(one.id, one));
    batch.pending?.forEach(one => this.#pending.set(one.ref, one));
    batch.settled?.forEach(ref => this.#pending.delete(ref));
    batch.amendments?.forEach(one => this.#amendments.set(one.target, one));
    batch.messages?.forEach(one => this.#put(one));
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#me = undefined;
    this.#cursor = undefined;
    this.#circle = undefined;
    [this.#conversations, this.#groups, this.#people, this.#pending, this.#messages, this.#amendments].forEach(map => map.clear());
    return Promise.resolve();
  }

  #put(message: Message): void {
    const messages = this.#messages.get(message.conversation) ?? new Map<MessageId, Message>();
    this.#messages.set(message.conversation, messages);
    messages.set(message.id, message);
    this.#amendments.delete(message.id);
  }

  #sorted(conversation: ConversationId): Message[] {
    return [...(this.#messages.get(conversation)?.values() ?? [])].sort((one, other) => compareIds(one.id, other.id));
  }
}
