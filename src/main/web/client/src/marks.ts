import type { Environment } from './environment.js';
import type { ClientFrame } from './frames.js';
import { compareIds, largerId } from './ids.js';
import type { Replica } from './replica.js';
import type { ConversationId, MessageId } from './values.js';

const RECEIVED_AFTER_MS = 300;
const READ_AFTER_MS = 300;
const MOST_IDS = 1_000;

export interface MarksLinks {
  environment: Environment;
  replica: Replica;
  send(frame: ClientFrame): boolean;
}

/** Tells the server what this device has got and what the user has read; a few at a time. */
export class MarksQueue {
  readonly #links: MarksLinks;
  #received: MessageId[] = [];
  #telling: (() => void) | undefined;
  #reading: (() => void) | undefined;

  constructor(links: MarksLinks) {
    this.#links = links;
  }

  /** Notes what was kept. What the server does not hear it delivers again, or sees in the next sync. */
  received(ids: readonly MessageId[]): void {
    this.#received.push(...ids);
    if (this.#received.length > 0) {
      this.#telling ??= this.#links.environment.after(RECEIVED_AFTER_MS, () => this.#tellReceived());
    }
  }

  /** Moves the read mark forward, never back; on the server too, now or when it can be reached. */
  read(conversation: ConversationId, id: MessageId): boolean {
    const known = this.#links.replica.conversation(conversation);
    if (known.readUpTo !== undefined && compareIds(id, known.readUpTo) <= 0) {
      return false;
    }
    const all = known.last === undefined || compareIds(id, known.last.id) >= 0;
    void this.#links.replica
      .change(conversation, { readUpTo: id, readUntold: true, ...(all && { unread: 0 }) })
      .catch(() => undefined);
    this.#reading ??= this.#links.environment.after(READ_AFTER_MS, () => this.tellRead());
    return true;
  }

  /** Takes over what another device of the user has read; true when all is read. */
  readElsewhere(conversation: ConversationId, id: MessageId): boolean {
    const known = this.#links.replica.conversation(conversation);
    const readUpTo = largerId(known.readUpTo, id);
    const all = known.last === undefined || compareIds(readUpTo, known.last.id) >= 0;
    void this.#links.replica.change(conversation, { readUpTo, ...(all && { unread: 0 }) }).catch(() => undefined);
    return all;
  }

  /** Tells what was not told yet. */
  tellRead(): void {
    this.#reading = undefined;
    const untold = [...this.#links.replica.conversations.values()].filter(one => one.readUntold);
    for (const { id, readUpTo } of untold) {
      if (readUpTo !== undefined && this.#links.send({ type: 'read', conversation: id, id: readUpTo })) {
        void this.#links.replica.change(id, { readUntold: false }).catch(() => undefined);
      }
    }
  }

  close(): void {
    this.#telling?.();
    this.#reading?.();
  }

  #tellReceived(): void {
    this.#telling = undefined;
    const ids = this.#received;
    this.#received = [];
    for (let first = 0; first < ids.length; first += MOST_IDS) {
      this.#links.send({ type: 'received', ids: ids.slice(first, first + MOST_IDS) });
    }
  }
}
