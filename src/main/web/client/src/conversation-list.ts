import type { ListedConversation, Replica } from './replica.js';
import type { Session } from './session.js';

interface Page {
  conversations: ListedConversation[];
  next?: string;
}

/** Brings the conversations up to date from the server's list, which has the newest first. */
export class ConversationList {
  readonly #replica: Replica;
  readonly #session: Session;
  readonly #onChange: () => void;
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

  /** Reads the newest. */
  async refresh(): Promise<void> {
    const next = await this.#read('');
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

  async #read(query: string): Promise<string | undefined> {
    const page = await this.#session.call<Page>({ method: 'GET', path: `/conversations${query}` });
    await this.#replica.list(page.conversations).catch(() => undefined);
    return page.next;
  }
}
