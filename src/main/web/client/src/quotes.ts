import type { Replica } from './replica.js';
import type { HistoryPage, Place } from './timeline.js';
import type { ConversationId, Message, MessageId } from './values.js';
import { amendmentOf } from './amendments.js';

/** More are forgotten, those first that were asked for first. */
const MOST = 1_000;

export interface QuotesLinks {
  replica: Replica;
  /** Asks the server. */
  page(conversation: ConversationId, place: Place, limit: number): Promise<HistoryPage>;
  onChange(conversation: ConversationId): void;
}

/** Single messages that others refer to, wherever they lie: from the storage, or from the server. */
export class Quotes {
  readonly #links: QuotesLinks;
  readonly #known = new Map<MessageId, Message | 'missing' | undefined>();

  constructor(links: QuotesLinks) {
    this.#links = links;
  }

  /** The message; `missing` when the user cannot see it; nothing while it is looked for, and then the listener is told. */
  get(conversation: ConversationId, id: MessageId): Message | 'missing' | undefined {
    if (!this.#known.has(id)) {
      this.#known.set(id, undefined);
      this.#forgetOldest();
      void this.#find(conversation, id);
    }
    return this.#known.get(id);
  }

  /** Takes over messages that came or changed. */
  take(changed: readonly Message[]): void {
    for (const message of changed) {
      if (this.#known.has(message.id)) {
        this.#known.set(message.id, message);
        this.#links.onChange(message.conversation);
      }
    }
  }

  /** What could not be looked for without a connection is looked for when it is asked for again. */
  async #find(conversation: ConversationId, id: MessageId): Promise<void> {
    try {
      const found = await this.#kept(conversation, id) ?? await this.#fetch(conversation, id);
      if (this.#known.has(id) && this.#known.get(id) === undefined) {
        this.#known.set(id, found);
      }
    } catch {
      this.#known.delete(id);
      return;
    }
    this.#links.onChange(conversation);
  }

  async #kept(conversation: ConversationId, id: MessageId): Promise<Message | undefined> {
    return (await this.#links.replica.storage.look([{ conversation, id }]))[0]?.message;
  }

  async #fetch(conversation: ConversationId, id: MessageId): Promise<Message | 'missing'> {
    const { messages } = await this.#links.page(conversation, { around: id }, 1);
    return messages.find(message => message.id === id && !amendmentOf(message)) ?? 'missing';
  }

  #forgetOldest(): void {
    if (this.#known.size > MOST) {
      this.#known.delete(this.#known.keys().next().value!);
    }
  }
}
