import { Latest } from './latest.js';
import type { ListedConversation, Replica } from './replica.js';
import type { Session } from './session.js';
import type { ConversationId, UserEvent } from './values.js';

/** How the user wants a conversation shown. */
export interface Showing {
  muted: boolean;
  pinned: boolean;
}

interface Page {
  conversations: ListedConversation[];
  next?: string;
}

/** Brings the conversations up to date from the server's list, which has the newest first. */
export class ConversationList {
  readonly #replica: Replica;
  readonly #session: Session;
  readonly #onChange: () => void;
  readonly #heard = new Latest();
  #fresh = false;
  #next: string | undefined;

  constructor(replica: Replica, session: Session, onChange: () => void) {
    this.#replica = replica;
    this.#session = session;
    this.#onChange = onChange;
  }

  /** Whether it was read since this page was opened. */
  get fresh(): boolean {
    return this.#fresh;
  }

  /** Whether the server may list more than is known. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  /** Reads the newest, and those that are pinned. */
  async refresh(): Promise<void> {
    const [next] = await Promise.all([this.#read(''), this.#readPinned()]);
    this.#next = this.#fresh ? this.#next : next;
    this.#fresh = true;
    this.#onChange();
  }

  /** Reads older ones. */
  async more(): Promise<void> {
    if (this.#next !== undefined) {
      this.#next = await this.#read(`?before=${this.#next}`);
      this.#onChange();
    }
  }

  /** Mutes or pins a conversation on all devices of the user; at once, unless the server refuses. */
  async show(id: ConversationId, change: Partial<Showing>): Promise<void> {
    const { muted, pinned } = this.#replica.conversation(id);
    this.#set(id, change);
    try {
      await this.#session.call({ method: 'PATCH', path: `/conversations/${id}`, body: change });
    } catch (error) {
      this.#set(id, { muted, pinned });
      throw error;
    }
  }

  /** News from the server: another device may have done it. */
  hear({ id, name, body }: UserEvent): void {
    const conversation = body['conversation'] as ConversationId;
    if (name === 'conversation.changed' && this.#heard.take(conversation, id)) {
      this.#set(conversation, { muted: body['muted'] === true, pinned: body['pinned'] === true });
    }
  }

  #set(id: ConversationId, change: Partial<Showing>): void {
    void this.#replica.change(id, change).catch(() => undefined);
    this.#onChange();
  }

  async #readPinned(): Promise<void> {
    const { conversations } = await this.#session.call<Page>({ method: 'GET', path: '/conversations?pinned=true' });
    const pinned = new Set(conversations.map(one => one.id));
    const others = [...this.#replica.conversations.values()].filter(one => one.pinned && !pinned.has(one.id));
    await this.#replica.commit({ conversations: others.map(one => ({ ...one, pinned: false })) }).catch(() => undefined);
    await this.#replica.list(conversations).catch(() => undefined);
  }

  async #read(query: string): Promise<string | undefined> {
    const page = await this.#session.call<Page>({ method: 'GET', path: `/conversations${query}` });
    await this.#replica.list(page.conversations).catch(() => undefined);
    return page.next;
  }
}
