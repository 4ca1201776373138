import type { Environment } from './environment.js';
import type { Accepted, Failure, Send } from './frames.js';
import type { Replica } from './replica.js';
import type { ConversationId, Message, Pending } from './values.js';

const ANSWER_WITHIN_MS = 20_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** So often a failure that may pass is borne before the user is asked. */
const MOST_TRIES = 8;

interface Flight {
  ref: string;
  tries: number;
  cancel: () => void;
}

export interface OutboxLinks {
  environment: Environment;
  replica: Replica;
  /** Sends a frame; false when the session is not up. */
  send(frame: Send): boolean;
  onChange(conversation: ConversationId): void;
}

/**
 * What was sent and not accepted yet, in the order of sending. Each is kept before it is first sent, and sent with the same
 * `ref` until the server has answered: so it arrives once, whatever happens on the way. One of a conversation is on the way
 * at a time, so that their order stays.
 */
export class Outbox {
  readonly #links: OutboxLinks;
  readonly #pending = new Map<string, Pending>();
  readonly #flights = new Map<ConversationId, Flight>();
  #order = 0;

  constructor(links: OutboxLinks, pending: readonly Pending[]) {
    this.#links = links;
    pending.forEach(one => this.#pending.set(one.ref, one));
    this.#order = Math.max(0, ...pending.map(one => one.order));
  }

  of(conversation: ConversationId): Pending[] {
    return [...this.#pending.values()].filter(one => one.conversation === conversation);
  }

  get(ref: string): Pending | undefined {
    return this.#pending.get(ref);
  }

  get all(): Pending[] {
    return [...this.#pending.values()];
  }

  /** Takes something to be sent. It shows at once, and leaves when it is kept. */
  async add(draft: Omit<Pending, 'order'>): Promise<void> {
    const pending = { ...draft, order: ++this.#order };
    await this.#keep(pending);
  }

  /** Sends again what was refused, under the same `ref`. */
  async retry(ref: string): Promise<void> {
    const pending = this.#pending.get(ref);
    if (pending?.failed) {
      const { failed, ...again } = pending;
      await this.#keep(again);
    }
  }

  /** Gives up what was refused. */
  async discard(ref: string): Promise<void> {
    const pending = this.#pending.get(ref);
    if (pending) {
      this.#remove(pending);
      await this.#links.replica.commit({ settled: [ref] });
    }
  }

  /** Sends what waits: the session is up, and what was on the way may be lost. */
  resume(): void {
    this.#flights.forEach(flight => flight.cancel());
    this.#flights.clear();
    new Set(this.all.map(one => one.conversation)).forEach(conversation => this.#sendNext(conversation));
  }

  /** Stops all timers. */
  close(): void {
    this.#flights.forEach(flight => flight.cancel());
    this.#flights.clear();
  }

  /** What an accepted send became; to be kept together with its leaving the outbox. */
  accepted(answer: Accepted, me: string): Message | undefined {
    const pending = this.#pending.get(answer.ref);
    if (!pending) {
      return undefined;
    }
    const { kind, text, target, replyTo, mentions } = pending;
    const { ref, id, conversation, at } = answer;
    return {
      id, conversation, at, kind, text, ref, from: me,
      ...(target !== undefined && { target }),
      ...(replyTo !== undefined && { replyTo }),
      ...(mentions && { mentions }),
    };
  }

  /** Forgets what has become a message. */
  settle(ref: string): void {
    const pending = this.#pending.get(ref);
    if (pending) {
      this.#remove(pending);
    }
  }

  async failed(ref: string, failure: Failure): Promise<void> {
    const pending = this.#pending.get(ref);
    const flight = pending && this.#flights.get(pending.conversation);
    if (!pending || flight?.ref !== ref) {
      return;
    }
    if (failure.retryable && flight.tries < MOST_TRIES) {
      const backoff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (flight.tries - 1));
      this.#sendLater(pending, flight, Math.max(failure.retryAfterMs ?? 0, backoff));
    } else {
      this.#land(pending.conversation);
      await this.#keep({ ...pending, failed: { code: failure.code, message: failure.message } });
    }
  }

  async #keep(pending: Pending): Promise<void> {
    this.#pending.set(pending.ref, pending);
    this.#links.onChange(pending.conversation);
    await this.#links.replica.commit({ pending: [pending] }).catch(() => undefined);
    this.#sendNext(pending.conversation);
  }

  #sendNext(conversation: ConversationId): void {
    const next = this.of(conversation).find(one => !one.failed);
    if (next && !this.#flights.has(conversation)) {
      this.#send(next, 1);
    }
  }

  #send(pending: Pending, tries: number): void {
    const { ref, conversation, kind, target, text, replyTo, mentions } = pending;
    const sent = this.#links.send({
      type: 'send', ref, to: { conversation },
      ...(kind !== 'text' && { kind }),
      ...(kind !== 'delete' && { text }),
      ...(target !== undefined && { target }),
      ...(replyTo !== undefined && { replyTo }),
      ...(mentions && { mentions }),
    });
    if (sent) {
      const cancel = this.#links.environment.after(ANSWER_WITHIN_MS, () => this.#send(pending, tries + 1));
      this.#flights.set(conversation, { ref, tries, cancel });
    } else {
      this.#flights.delete(conversation);
    }
  }

  #sendLater(pending: Pending, flight: Flight, ms: number): void {
    flight.cancel();
    flight.cancel = this.#links.environment.after(ms, () => this.#send(pending, flight.tries + 1));
  }

  #remove(pending: Pending): void {
    this.#pending.delete(pending.ref);
    if (this.#flights.get(pending.conversation)?.ref === pending.ref) {
      this.#land(pending.conversation);
    }
    this.#links.onChange(pending.conversation);
    this.#sendNext(pending.conversation);
  }

  #land(conversation: ConversationId): void {
    this.#flights.get(conversation)?.cancel();
    this.#flights.delete(conversation);
  }
}
