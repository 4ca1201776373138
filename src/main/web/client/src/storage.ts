import type { Amendment } from './amendments.js';
import type { Circle, Conversation, ConversationId, Group, Me, Message, MessageId, Pending, Person } from './values.js';

/** What is wanted in memory from the start. */
export interface Snapshot {
  me?: Me;
  cursor?: string;
  circle?: Circle;
  conversations: Conversation[];
  groups: Group[];
  people: Person[];
  pending: Pending[];
}

/** Changes that are kept together or not at all. */
export interface Batch {
  me?: Me;
  cursor?: string;
  circle?: Circle;
  messages?: Message[];
  conversations?: Conversation[];
  groups?: Group[];
  people?: Person[];
  pending?: Pending[];
  /** The `ref`s of what is no longer pending. */
  settled?: string[];
  /** Amendments whose message is not here yet. */
  amendments?: Amendment[];
  /** Forgets all messages first. */
  forgetMessages?: boolean;
}

/** What is kept of one message: itself, or what was to change it before it came. */
export interface Kept {
  message?: Message;
  amendment?: Amendment;
}

/** Keeps what one user's device knows. Every call may fail, as when the disk is full. */
export interface Storage {
  load(): Promise<Snapshot>;
  /** What is kept of messages of a conversation, in the order of `ids`. */
  look(keys: readonly { conversation: ConversationId; id: MessageId }[]): Promise<Kept[]>;
  /** The `limit` messages before an id, or the newest without one, none of them before `from`; in id order. */
  before(conversation: ConversationId, id: MessageId | undefined, from: MessageId, limit: number): Promise<Message[]>;
  /** The `limit` messages after an id, in id order. */
  after(conversation: ConversationId, id: MessageId, limit: number): Promise<Message[]>;
  /** All messages of a conversation, many at a time, the newest first. */
  backwards(conversation: ConversationId): AsyncIterable<Message[]>;
  /** Resolves when the changes survive a crash of the browser. Batches are kept in the order of the calls. */
  commit(batch: Batch): Promise<void>;
  /** Forgets everything. */
  destroy(): Promise<void>;
}
