import { compareIds } from './ids.js';
import { takeIn } from './intake.js';
import type { Replica } from './replica.js';
import type { ConversationId, Message, MessageId, Time } from './values.js';

export interface HistoryPage {
  messages: Message[];
  hasBefore: boolean;
  hasAfter: boolean;
}

/** Where a page of history lies; nothing for the newest. */
export type Place = { before: MessageId } | { after: MessageId } | { around: MessageId | Time } | undefined;

export interface TimelineLinks {
  replica: Replica;
  /** Asks the server. */
  page(conversation: ConversationId, place: Place, limit: number): Promise<HistoryPage>;
  onChange(): void;
}

/** Messages in id order without gaps. */
type Run = HistoryPage;

const PAGE = 60;
/** So many are kept in memory; what is far from where the user looks is let go and read again when it is needed. */
const MOST = 900;
const NONE = '0';

/**
 * A run of messages of one conversation without gaps, as long as the user has looked at. It grows at both ends: from the
 * storage as far as that has no gaps, then from the server.
 */
export class Timeline {
  readonly conversation: ConversationId;
  readonly #links: TimelineLinks;
  #run: Run = { messages: [], hasBefore: true, hasAfter: false };
  #loading: 'first' | 'before' | 'after' | undefined;
  #error: unknown;
  /** What came while a first page was on its way. */
  #late: Message[] = [];
  #generation = 0;

  constructor(conversation: ConversationId, links: TimelineLinks) {
    this.conversation = conversation;
    this.#links = links;
  }

  /** In id order. Replaced, never changed. */
  get messages(): readonly Message[] {
    return this.#run.messages;
  }

  get hasBefore(): boolean {
    return this.#run.hasBefore;
  }

  /** Whether newer messages exist that are not in this run. */
  get hasAfter(): boolean {
    return this.#run.hasAfter;
  }

  get loading(): 'first' | 'before' | 'after' | undefined {
    return this.#loading;
  }

  /** What the last load failed with, if it did. */
  get error(): unknown {
    return this.#error;
  }

  /**
   * Begins with the newest messages: those kept here at once, if there are any.
   *
   * @param unreadAfter begins around this one instead when more than the newest come after it, and it can be had
   */
  open(unreadAfter?: MessageId): Promise<void> {
    return this.#load('first', async () => {
      const newest = await this.#newest();
      const first = newest.messages[0];
      const isBefore = unreadAfter !== undefined && newest.hasBefore && first && compareIds(unreadAfter, first.id) < 0;
      const page = isBefore ? await this.#around(unreadAfter).catch(() => newest) : newest;
      return () => page;
    });
  }

  /** Goes back by a page. */
  loadBefore(): Promise<void> {
    const first = this.#run.messages[0]?.id;
    if (!this.#run.hasBefore || first === undefined) {
      return Promise.resolve();
    }
    return this.#load('before', async () => {
      const { messages, hasBefore } = await this.#before(first);
      return () => {
        const all = [...messages, ...this.#run.messages];
        return { messages: all.slice(0, MOST), hasBefore, hasAfter: this.#run.hasAfter || all.length > MOST };
      };
    });
  }

  /** Goes forward by a page. */
  loadAfter(): Promise<void> {
    const last = this.#run.messages.at(-1)?.id;
    if (!this.#run.hasAfter || last === undefined) {
      return Promise.resolve();
    }
    return this.#load('after', async () => {
      const { messages, hasAfter } = await this.#after(last);
      return () => {
        const all = [...this.#run.messages, ...messages];
        return { messages: all.slice(-MOST), hasBefore: this.#run.hasBefore || all.length > MOST, hasAfter };
      };
    });
  }

  /** Shows what lies around a message or a time instead. */
  jump(to: MessageId | Time): Promise<void> {
    return this.#load('first', async () => {
      const page = await this.#around(to);
      return () => page;
    });
  }

  /** Takes over messages that came or changed; what lies outside of the run is left to a later load. */
  take(changed: readonly Message[]): void {
    const here = changed.filter(message => message.conversation === this.conversation);
    if (this.#loading === 'first') {
      this.#late.push(...here);
      return;
    }
    const covered = here.filter(message => this.#covers(message.id));
    if (covered.length > 0) {
      const byId = new Map([...this.#run.messages, ...covered].map(message => [message.id, message]));
      const messages = [...byId.values()].sort((one, other) => compareIds(one.id, other.id));
      this.#run = { ...this.#run, messages };
      this.#links.onChange();
    }
  }

  #covers(id: MessageId): boolean {
    const { messages, hasBefore, hasAfter } = this.#run;
    const [first, last] = [messages[0]?.id, messages.at(-1)?.id];
    if (first === undefined || last === undefined) {
      return !hasAfter;
    }
    return (compareIds(id, first) >= 0 || !hasBefore) && (compareIds(id, last) <= 0 || !hasAfter);
  }

  /** One load at a time; but one that begins anew replaces whatever is under way. */
  async #load(what: 'first' | 'before' | 'after', load: () => Promise<() => Run>): Promise<void> {
    if (what !== 'first' && this.#loading !== undefined) {
      return;
    }
    const generation = ++this.#generation;
    this.#loading = what;
    this.#error = undefined;
    this.#links.onChange();
    try {
      const next = await load();
      if (generation === this.#generation) {
        this.#run = next();
      }
    } catch (error) {
      if (generation === this.#generation) {
        this.#error = error;
      }
    }
    if (generation === this.#generation) {
      this.#loading = undefined;
      this.take(this.#late.splice(0));
      this.#links.onChange();
    }
  }

  async #before(first: MessageId): Promise<{ messages: Message[]; hasBefore: boolean }> {
    const { completeFrom, complete } = this.#known();
    if (completeFrom !== undefined && compareIds(first, completeFrom) > 0) {
      const messages = await this.#links.replica.storage.before(this.conversation, first, completeFrom, PAGE);
      return { messages, hasBefore: !(complete && isFirst(messages, completeFrom)) };
    }
    const page = await this.#fetch({ before: first });
    if (completeFrom === first) {
      await this.#keepsFrom(page.messages[0]?.id ?? first, page);
    }
    return page;
  }

  async #after(last: MessageId): Promise<{ messages: Message[]; hasAfter: boolean }> {
    const { completeFrom } = this.#known();
    if (completeFrom !== undefined && compareIds(last, completeFrom) >= 0) {
      const messages = await this.#links.replica.storage.after(this.conversation, last, PAGE);
      return { messages, hasAfter: messages.length === PAGE };
    }
    return this.#fetch({ after: last });
  }

  async #newest(): Promise<HistoryPage> {
    const { completeFrom, complete } = this.#known();
    if (completeFrom === undefined) {
      const page = await this.#fetch(undefined);
      await this.#keepsFrom(page.messages[0]?.id ?? NONE, page);
      return { ...page, hasAfter: false };
    }
    const messages = await this.#links.replica.storage.before(this.conversation, undefined, completeFrom, PAGE);
    return { messages, hasBefore: !(complete && isFirst(messages, completeFrom)), hasAfter: false };
  }

  async #around(to: MessageId | Time): Promise<HistoryPage> {
    return await this.#keptAround(to) ?? this.#fetch({ around: to });
  }

  /** What lies around a message that is kept here, with all between it and the newest. */
  async #keptAround(id: MessageId | Time): Promise<HistoryPage | undefined> {
    const { completeFrom, complete } = this.#known();
    const { storage } = this.#links.replica;
    const [kept] = completeFrom === undefined ? [] : await storage.look([{ conversation: this.conversation, id }]);
    if (!kept?.message || compareIds(id, completeFrom!) < 0) {
      return undefined;
    }
    const [before, after] = await Promise.all([
      storage.before(this.conversation, id, completeFrom!, PAGE / 2),
      storage.after(this.conversation, id, PAGE / 2),
    ]);
    const messages = [...before, kept.message, ...after];
    const reachesFirst = before.length < PAGE / 2 || messages[0]!.id === completeFrom;
    return { messages, hasBefore: !(complete && reachesFirst), hasAfter: after.length === PAGE / 2 };
  }

  #known() {
    return this.#links.replica.conversation(this.conversation);
  }

  /** Pages of history replace no later state that is kept here. */
  async #fetch(place: Place): Promise<HistoryPage> {
    const page = await this.#links.page(this.conversation, place, PAGE);
    const shown = page.messages.filter(message => message.kind !== 'edit' && message.kind !== 'delete');
    const { messages, kept } = await takeIn(this.#links.replica, shown, false);
    await kept.catch(() => undefined);
    const changed = new Map(messages.map(message => [message.id, message]));
    return { ...page, messages: shown.map(message => changed.get(message.id) ?? message) };
  }

  /** From this message to the newest, what is kept here has no gaps. */
  async #keepsFrom(completeFrom: MessageId, page: HistoryPage): Promise<void> {
    await this.#links.replica
      .change(this.conversation, { completeFrom, complete: !page.hasBefore })
      .catch(() => undefined);
  }
}

/** Whether a page from the storage begins where the storage does. */
function isFirst(kept: readonly Message[], completeFrom: MessageId): boolean {
  return kept.length < PAGE || kept[0]?.id === completeFrom;
}
