import { Account } from './account.js';
import type { ServerClock } from './clock.js';
import type { ClientEvents } from './client.js';
import { ConversationList } from './conversation-list.js';
import type { Emitter } from './emitter.js';
import type { Environment } from './environment.js';
import type { ClientFrame, Receipt, ServerFrame } from './frames.js';
import { Friends } from './friends.js';
import { Groups } from './groups.js';
import { compareIds, largerId, newRef, otherIn } from './ids.js';
import { Inflow } from './inflow.js';
import { MarksQueue } from './marks.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { PresenceBoard } from './presence-board.js';
import { Quotes } from './quotes.js';
import { Replica } from './replica.js';
import { search, searchable } from './search.js';
import type { Session } from './session.js';
import type { Snapshot, Storage } from './storage.js';
import type { HistoryPage, Place } from './timeline.js';
import { Timeline } from './timeline.js';
import { TypingBoard } from './typing.js';
import type { Conversation, ConversationId, Me, Message, MessageId, Pending, Presence, UserEvent, UserId } from './values.js';

export interface WorkspaceLinks {
  environment: Environment;
  session: Session;
  clock: ServerClock;
  events: Emitter<ClientEvents>;
  send(frame: ClientFrame): boolean;
}

/** What a user writes. */
export interface Draft {
  text: string;
  replyTo?: MessageId;
  mentions?: UserId[];
}

/** Whether somebody got a message, and has read it; and if not, how far they got and read the conversation. */
export interface Reader {
  user: UserId;
  delivered: boolean;
  read: boolean;
  deliveredUpTo?: MessageId;
  readUpTo?: MessageId;
}

/** So many conversations are read before they are opened. */
const READ_AHEAD = 12;

/** All that one signed-in user has on this device: conversations, messages, people, what is being sent. */
export class Workspace {
  readonly list: ConversationList;
  readonly account: Account;
  readonly people: People;
  readonly friends: Friends;
  readonly groups: Groups;
  readonly outbox: Outbox;
  readonly typing: TypingBoard;
  readonly presence: PresenceBoard;
  readonly quotes: Quotes;
  readonly #links: WorkspaceLinks;
  readonly #replica: Replica;
  readonly #marks: MarksQueue;
  readonly #inflow: Inflow;
  readonly #timelines = new Set<Timeline>();
  readonly #deafen: () => void;

  constructor(links: WorkspaceLinks, storage: Storage, snapshot: Snapshot, me: Me) {
    const { environment, session, events, send } = links;
    const replica = new Replica(storage, snapshot, me);
    const listed = () => events.emit('conversations', undefined);
    this.#links = links;
    this.#replica = replica;
    this.list = new ConversationList(replica, session, listed);
    this.people = new People(replica, session, () => this.#peopleChanged());
    this.account = new Account(replica, session, () => this.#peopleChanged());
    this.friends = new Friends({
      replica, session,
      onChange: () => events.emit('circle', undefined),
      onPresence: presence => this.#sees(presence),
      onSight: user => this.presence.lookAnew(user),
    });
    this.groups = new Groups({ replica, session, onChange: conversation => this.#groupChanged(conversation) });
    this.outbox = new Outbox(
      { environment, replica, send, onChange: conversation => events.emit('pending', { conversation }) },
      snapshot.pending);
    this.#marks = new MarksQueue({ environment, replica, send });
    this.typing = new TypingBoard(
      { environment, send, onChange: conversation => events.emit('typing', { conversation }) });
    this.presence = new PresenceBoard(send);
    this.quotes = new Quotes(
      { replica, page: this.#page.bind(this), onChange: conversation => events.emit('quotes', { conversation }) });
    this.#inflow = new Inflow({
      replica, events, outbox: this.outbox, marks: this.#marks,
      onUnknown: conversations => this.#introduce(conversations),
      onReset: () => this.#reset(),
      onMore: cursor => send({ type: 'sync', cursor }),
    });
    this.#deafen = events.on('messages', messages => this.#show(messages));
  }

  get me(): Me {
    return this.#replica.me;
  }

  get cursor(): string | undefined {
    return this.#replica.cursor;
  }

  get conversations(): ReadonlyMap<ConversationId, Conversation> {
    return this.#replica.conversations;
  }

  /** The conversation as it is known, or as a new one. */
  conversation(id: ConversationId): Conversation {
    return this.#replica.conversation(id);
  }

  /**
   * Keeps who the user is and gets a cursor before anything else is asked for: so all that comes later than what is asked is
   * sure to be told.
   */
  async begin(): Promise<void> {
    await this.#replica.commit({ me: this.me }).catch(() => undefined);
    if (this.cursor === undefined) {
      const { cursor } = await this.#links.session.call<{ cursor: string }>({ method: 'GET', path: '/sync' });
      await this.#replica.commit({ cursor }).catch(() => undefined);
    }
  }

  /** The session at the edge is up. */
  connected(): void {
    this.outbox.resume();
    this.#marks.tellRead();
    this.presence.askAgain();
    if (!this.list.fresh) {
      void this.list.refresh().then(() => this.#readAhead()).catch(() => undefined);
      void this.account.refresh().catch(() => undefined);
    }
    if (!this.friends.fresh) {
      void this.friends.refresh().catch(() => undefined);
    }
  }

  /** The session at the edge is gone. */
  disconnected(): void {
    this.typing.close();
    this.presence.forget();
  }

  /** Takes what the server says. */
  take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'synced': this.friends.caughtUp(); return this.#inflow.take(frame);
      case 'message':
      case 'accepted': return this.#inflow.take(frame);
      case 'failed': return void this.outbox.failed(frame.ref, frame);
      case 'receipt': return this.#receive(frame);
      case 'typing': return this.typing.hear(frame);
      case 'presence': return this.#sees(frame);
      case 'event': return this.#hear(frame);
      default: return undefined;
    }
  }

  /** The messages of a conversation, to be opened by whoever shows them and released in the end. */
  timeline(conversation: ConversationId, onChange: () => void): Timeline {
    const timeline = new Timeline(conversation, { replica: this.#replica, page: this.#page.bind(this), onChange });
    this.#timelines.add(timeline);
    return timeline;
  }

  release(timeline: Timeline): void {
    this.#timelines.delete(timeline);
  }

  /** Sends a message; it is pending at once. */
  send(conversation: ConversationId, draft: Draft): Promise<void> {
    this.typing.sent();
    return this.outbox.add({ ...this.#pending(conversation), kind: 'text', ...draft });
  }

  /** Gives a message another text; it shows at once. */
  edit(conversation: ConversationId, target: MessageId, draft: Omit<Draft, 'replyTo'>): Promise<void> {
    return this.outbox.add({ ...this.#pending(conversation), kind: 'edit', target, ...draft });
  }

  /** Takes the text of a message away, for everybody; it goes at once. */
  delete({ conversation, id }: Message): Promise<void> {
    return this.outbox.add({ ...this.#pending(conversation), kind: 'delete', target: id, text: '' });
  }

  /** Messages on this device in which a text occurs, the newest of each conversation first. */
  search(text: string): AsyncIterable<Message> {
    return search(this.#replica, searchable(text));
  }

  /** To whom a message of the user has come, and who has read it and shows that. */
  async receipts({ conversation, id }: Message): Promise<Reader[]> {
    const path = `/conversations/${conversation}/messages/${id}/receipts`;
    const { receipts } = await this.#links.session.call<{ receipts: Reader[] }>({ method: 'GET', path });
    receipts.forEach(({ user, deliveredUpTo, readUpTo }) => this.#mark(conversation, user, deliveredUpTo, readUpTo));
    this.#links.events.emit('conversations', undefined);
    return receipts;
  }

  /** The user has seen a conversation up to here. */
  read(conversation: ConversationId, id: MessageId): void {
    if (this.#marks.read(conversation, id)) {
      this.#links.events.emit('conversations', undefined);
    }
  }

  close(): void {
    this.outbox.close();
    this.#marks.close();
    this.typing.close();
    this.#timelines.clear();
    this.#deafen();
  }

  /** Forgets all that is kept here. */
  destroy(): Promise<void> {
    return this.#replica.storage.destroy();
  }

  #pending(conversation: ConversationId): Pick<Pending, 'ref' | 'conversation' | 'at'> {
    return { ref: newRef(), conversation, at: this.#links.clock.now() };
  }

  #page(conversation: ConversationId, place: Place, limit: number): Promise<HistoryPage> {
    const query = new URLSearchParams({ ...place, limit: String(limit) });
    return this.#links.session.call({ method: 'GET', path: `/conversations/${conversation}/messages?${query}` });
  }

  /** Keeps the end of the newest conversations, one after the other, so that they open at once, and offline. */
  async #readAhead(): Promise<void> {
    const newest = [...this.conversations.values()]
      .filter(({ last, completeFrom }) => last && completeFrom === undefined)
      .sort((one, other) => compareIds(other.last!.id, one.last!.id));
    for (const { id } of newest.slice(0, READ_AHEAD)) {
      await new Timeline(id, { replica: this.#replica, page: this.#page.bind(this), onChange: () => undefined }).open();
    }
  }

  /** Who has just said something does not write any more. */
  #show(messages: readonly Message[]): void {
    this.#timelines.forEach(timeline => timeline.take(messages));
    this.groups.hear(messages);
    this.quotes.take(messages);
    for (const { conversation, from } of messages) {
      if (this.typing.writers(conversation).includes(from)) {
        this.typing.hear({ type: 'typing', conversation, user: from, active: false });
      }
    }
  }

  /** Of a direct chat the other one is asked for; a group has its title in the list. */
  #introduce(conversations: readonly ConversationId[]): void {
    const others = conversations.map(id => otherIn(id, this.me.id));
    others.forEach(other => other !== undefined && void this.people.fetch(other));
    if (others.includes(undefined)) {
      void this.list.refresh().catch(() => undefined);
    }
  }

  #sees(presence: Presence): void {
    this.presence.hear(presence);
    this.#links.events.emit('presence', { user: presence.user });
  }

  #hear(event: UserEvent): void {
    this.friends.hear(event);
    this.list.hear(event);
    this.account.hear(event);
    this.#links.events.emit('event', event);
  }

  #receive({ conversation, user, delivered, read }: Receipt): void {
    if (user === this.me.id) {
      if (read !== undefined && !this.#marks.readElsewhere(conversation, read)) {
        void this.list.refresh().catch(() => undefined);
      }
    } else {
      this.#mark(conversation, user, delivered, read);
    }
    this.#links.events.emit('conversations', undefined);
  }

  /** Moves the marks of another one forward. */
  #mark(conversation: ConversationId, user: UserId, delivered: MessageId | undefined, read: MessageId | undefined): void {
    const { marks } = this.conversation(conversation);
    const known = marks[user] ?? {};
    const moved = {
      ...known,
      ...(delivered !== undefined && { delivered: largerId(known.delivered, delivered) }),
      ...(read !== undefined && { read: largerId(known.read, read) }),
    };
    void this.#replica.change(conversation, { marks: { ...marks, [user]: moved } }).catch(() => undefined);
  }

  #reset(): void {
    void this.list.refresh().catch(() => undefined);
    void this.friends.refresh().catch(() => undefined);
    this.#timelines.forEach(timeline => void timeline.open());
  }

  #groupChanged(conversation: ConversationId): void {
    this.#links.events.emit('group', { conversation });
    this.#peopleChanged();
  }

  #peopleChanged(): void {
    this.#links.events.emit('people', undefined);
    this.#links.events.emit('conversations', undefined);
  }
}
