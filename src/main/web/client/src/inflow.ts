import type { ClientEvents } from './client.js';
import type { Emitter } from './emitter.js';
import type { Accepted, Synced } from './frames.js';
import { takeIn } from './intake.js';
import type { MarksQueue } from './marks.js';
import type { Outbox } from './outbox.js';
import type { Replica } from './replica.js';
import type { ConversationId, Message } from './values.js';

export type Incoming = ({ type: 'message' } & Message) | Accepted | Synced;

export interface InflowLinks {
  replica: Replica;
  outbox: Outbox;
  marks: MarksQueue;
  events: Emitter<ClientEvents>;
  /** Entries came of conversations that were not known. */
  onUnknown(conversations: readonly ConversationId[]): void;
  /** Messages are missing; all were forgotten. */
  onReset(): void;
  /** The server has more after this cursor. */
  onMore(cursor: string): void;
}

const MOST_AT_ONCE = 500;

/** Takes in what the server says, in the order in which it says it, many at a time. A cursor is kept with what it covers. */
export class Inflow {
  readonly #links: InflowLinks;
  #waiting: Incoming[] = [];
  #taking = false;

  constructor(links: InflowLinks) {
    this.#links = links;
  }

  take(frame: Incoming): void {
    this.#waiting.push(frame);
    if (!this.#taking) {
      this.#taking = true;
      void this.#takeAll();
    }
  }

  /** What cannot be kept comes again with the next sync, for the cursor is not kept either. */
  async #takeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#takeRun(this.#nextRun()).catch(() => undefined);
    }
    this.#taking = false;
  }

  /** Up to the end of a sync, which may say that all before it is void. */
  #nextRun(): Incoming[] {
    const end = this.#waiting.findIndex(frame => frame.type === 'synced') + 1;
    return this.#waiting.splice(0, Math.min(end || MOST_AT_ONCE, MOST_AT_ONCE));
  }

  async #takeRun(run: readonly Incoming[]): Promise<void> {
    const synced = run.find((frame): frame is Synced => frame.type === 'synced');
    if (synced?.reset) {
      await this.#links.replica.forgetMessages(synced.cursor);
      this.#links.onReset();
      return;
    }
    const { replica, outbox, marks, events } = this.#links;
    const entries = run.flatMap(frame => this.#entry(frame));
    const settled = entries.flatMap(entry => entry.from === replica.me.id && entry.ref !== undefined ? [entry.ref] : []);
    const unknown = entries.map(entry => entry.conversation).filter(id => !replica.conversations.has(id));
    const { messages, kept } = await takeIn(
      replica, entries, true, { settled, ...(synced && { cursor: synced.cursor }) });
    settled.forEach(ref => outbox.settle(ref));
    events.emit('messages', messages);
    events.emit('conversations', undefined);
    this.#links.onUnknown([...new Set(unknown)]);
    if (synced?.more) {
      this.#links.onMore(synced.cursor);
    }
    await kept;
    marks.received(entries.filter(entry => entry.from !== replica.me.id).map(entry => entry.id));
  }

  #entry(frame: Incoming): Message[] {
    if (frame.type === 'message') {
      const { type, ...message } = frame;
      return [message];
    }
    if (frame.type === 'accepted') {
      const message = this.#links.outbox.accepted(frame, this.#links.replica.me.id);
      return message ? [message] : [];
    }
    return [];
  }
}
