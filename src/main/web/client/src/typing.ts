import type { Environment } from './environment.js';
import type { ClientFrame, Typing } from './frames.js';
import type { ConversationId, UserId } from './values.js';

/** The server takes one a second; what was said holds for a while. */
const SAY_EVERY_MS = 3_000;
const STOP_AFTER_MS = 5_000;
const BELIEVE_MS = 7_000;

export interface TypingLinks {
  environment: Environment;
  send(frame: ClientFrame): boolean;
  onChange(conversation: ConversationId): void;
}

/** Says that the user writes, and knows who else does. Who is not heard of for a while has stopped. */
export class TypingBoard {
  readonly #links: TypingLinks;
  readonly #others = new Map<ConversationId, Map<UserId, () => void>>();
  #saying: { conversation: ConversationId; at: number; stop: () => void } | undefined;

  constructor(links: TypingLinks) {
    this.#links = links;
  }

  /** The user touched a key. */
  write(conversation: ConversationId): void {
    const now = this.#links.environment.now();
    if (this.#saying?.conversation !== conversation) {
      this.stop();
    }
    const said = this.#saying;
    said?.stop();
    const at = said && now - said.at < SAY_EVERY_MS ? said.at : now;
    if (at === now) {
      this.#links.send({ type: 'typing', conversation, active: true });
    }
    this.#saying = { conversation, at, stop: this.#links.environment.after(STOP_AFTER_MS, () => this.stop()) };
  }

  /** The user has sent it, or thought better of it. */
  stop(): void {
    if (this.#saying) {
      this.#saying.stop();
      this.#links.send({ type: 'typing', conversation: this.#saying.conversation, active: false });
      this.#saying = undefined;
    }
  }

  /** After a message nothing has to be said: it ends the writing for everyone. */
  sent(): void {
    this.#saying?.stop();
    this.#saying = undefined;
  }

  hear({ conversation, user, active }: Typing): void {
    const writers = this.#others.get(conversation) ?? new Map<UserId, () => void>();
    this.#others.set(conversation, writers);
    writers.get(user)?.();
    writers.delete(user);
    if (active) {
      const forget = () => this.hear({ type: 'typing', conversation, user, active: false });
      writers.set(user, this.#links.environment.after(BELIEVE_MS, forget));
    }
    this.#links.onChange(conversation);
  }

  /** Who writes in a conversation now. */
  writers(conversation: ConversationId): UserId[] {
    return [...(this.#others.get(conversation)?.keys() ?? [])];
  }

  close(): void {
    this.sent();
    this.#others.forEach(writers => writers.forEach(cancel => cancel()));
    this.#others.clear();
  }
}
