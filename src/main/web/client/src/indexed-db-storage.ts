import type { Amendment } from './amendments.js';
import { sortable } from './ids.js';
import { committed, done, drop, open, read } from './indexed-db.js';
import type { Batch, Kept, Snapshot, Storage } from './storage.js';
import type { Circle, Conversation, ConversationId, Group, Me, Message, MessageId, Pending, Person } from './values.js';

const LAST = '\uffff';
const CHUNK = 1_000;

/** Each step brings the schema from one version to the next. Never change a step that was released: add one. */
const STEPS: readonly ((database: IDBDatabase) => void)[] = [
  database => {
    database.createObjectStore('about');
    database.createObjectStore('conversations', { keyPath: 'id' });
    database.createObjectStore('people', { keyPath: 'id' });
    database.createObjectStore('pending', { keyPath: 'ref' });
    database.createObjectStore('messages');
    database.createObjectStore('amendments');
  },
  database => {
    database.createObjectStore('groups', { keyPath: 'conversation' });
  },
];
const STORES = ['about', 'conversations', 'groups', 'people', 'pending', 'messages', 'amendments'] as const;

type Key = [ConversationId, string];
const key = (conversation: ConversationId, id: MessageId): Key => [conversation, sortable(id)];

/** Keeps a user's data in a database of its own in the browser. Messages lie by conversation and id. */
export class IndexedDbStorage implements Storage {
  readonly #name: string;
  readonly #database: IDBDatabase;

  private constructor(name: string, database: IDBDatabase) {
    this.#name = name;
    this.#database = database;
  }

  static async open(name: string): Promise<IndexedDbStorage> {
    return new IndexedDbStorage(name, await open(name, STEPS));
  }

  /** Forgets everything under a name, open or not. */
  static async drop(name: string): Promise<void> {
    await drop(name);
  }

  async load(): Promise<Snapshot> {
    const stores = this.#database.transaction(['about', 'conversations', 'groups', 'people', 'pending']);
    const about = stores.objectStore('about');
    const [me, cursor, circle, conversations, groups, people, pending] = await Promise.all([
      done(about.get('me')) as Promise<Me | undefined>,
      done(about.get('cursor')) as Promise<string | undefined>,
      done(about.get('circle')) as Promise<Circle | undefined>,
      done(stores.objectStore('conversations').getAll()) as Promise<Conversation[]>,
      done(stores.objectStore('groups').getAll()) as Promise<Group[]>,
      done(stores.objectStore('people').getAll()) as Promise<Person[]>,
      done(stores.objectStore('pending').getAll()) as Promise<Pending[]>,
    ]);
    pending.sort((one, other) => one.order - other.order);
    const known = { ...(me && { me }), ...(cursor !== undefined && { cursor }), ...(circle && { circle }) };
    return { ...known, conversations, groups, people, pending };
  }

  async look(keys: readonly { conversation: ConversationId; id: MessageId }[]): Promise<Kept[]> {
    if (keys.length === 0) {
      return [];
    }
    const stores = this.#database.transaction(['messages', 'amendments']);
    return Promise.all(keys.map(async ({ conversation, id }) => {
      const [message, amendment] = await Promise.all([
        done(stores.objectStore('messages').get(key(conversation, id))) as Promise<Message | undefined>,
        done(stores.objectStore('amendments').get(key(conversation, id))) as Promise<Amendment | undefined>,
      ]);
      return { ...(message && { message }), ...(amendment && { amendment }) };
    }));
  }

  before(conversation: ConversationId, id: MessageId | undefined, from: MessageId, limit: number): Promise<Message[]> {
    const end = id === undefined ? [conversation, LAST] : key(conversation, id);
    const first = key(conversation, from);
    if (indexedDB.cmp(first, end) >= 0) {
      return Promise.resolve([]);
    }
    return read(this.#messages(), IDBKeyRange.bound(first, end, false, true), limit, true);
  }

  after(conversation: ConversationId, id: MessageId, limit: number): Promise<Message[]> {
    const range = IDBKeyRange.bound(key(conversation, id), [conversation, LAST], true, false);
    return read(this.#messages(), range, limit, false);
  }

  /** Reads keys first: a cursor that goes back takes a turn for each message. */
  async *backwards(conversation: ConversationId): AsyncIterable<Message[]> {
    const keys = await done(this.#messages().getAllKeys(IDBKeyRange.bound([conversation], [conversation, LAST])));
    for (let end = keys.length; end > 0; end -= CHUNK) {
      const range = IDBKeyRange.bound(keys[Math.max(0, end - CHUNK)], keys[end - 1]);
      const messages = await done(this.#messages().getAll(range)) as Message[];
      yield messages.reverse();
    }
  }

  async commit(batch: Batch): Promise<void> {
    const transaction = this.#database.transaction(STORES, 'readwrite', { durability: 'relaxed' });
    const store = (name: (typeof STORES)[number]) => transaction.objectStore(name);
    if (batch.forgetMessages) {
      store('messages').clear();
      store('amendments').clear();
    }
    if (batch.me) {
      store('about').put(batch.me, 'me');
    }
    if (batch.cursor !== undefined) {
      store('about').put(batch.cursor, 'cursor');
    }
    if (batch.circle) {
      store('about').put(batch.circle, 'circle');
    }
    batch.conversations?.forEach(one => store('conversations').put(one));
    batch.groups?.forEach(one => store('groups').put(one));
    batch.people?.forEach(one => store('people').put(one));
    batch.pending?.forEach(one => store('pending').put(one));
    batch.settled?.forEach(ref => store('pending').delete(ref));
    batch.amendments?.forEach(one => store('amendments').put(one, key(one.conversation, one.target)));
    batch.messages?.forEach(one => {
      store('messages').put(one, key(one.conversation, one.id));
      store('amendments').delete(key(one.conversation, one.id));
    });
    await committed(transaction);
  }

  async destroy(): Promise<void> {
    this.#database.close();
    await drop(this.#name);
  }

  #messages(): IDBObjectStore {
    return this.#database.transaction('messages').objectStore('messages');
  }
}
