import type { Amendment } from './amendments.js';
import { amend, amendmentOf, later } from './amendments.js';
import { compareIds } from './ids.js';
import type { Batch, Kept } from './storage.js';
import type { Replica } from './replica.js';
import type { Conversation, ConversationId, Message, MessageId } from './values.js';

/** What a run of entries came to. */
export interface Taken {
  /** New messages, and known ones that changed. */
  messages: Message[];
  /** Resolves when all of it is kept. */
  kept: Promise<void>;
}

/**
 * Takes in entries: works out which are new, which change one that is here, how many are unread. They may come twice and in
 * any order.
 *
 * @param news whether they are new to the user; pages of history are not, and were counted by the server
 * @param more what is kept together with them
 */
export async function takeIn(
  replica: Replica, entries: readonly Message[], news: boolean, more: Batch = {}): Promise<Taken> {
  const keys = entries.map(entry => ({ conversation: entry.conversation, id: amendmentOf(entry)?.target ?? entry.id }));
  const intake = new Intake(replica, news, await replica.storage.look(keys), keys.map(key => key.id));
  const { messages, conversations, amendments } = intake.take(entries);
  return { messages, kept: replica.commit({ ...more, messages, conversations, amendments }) };
}

interface Changes {
  messages: Message[];
  conversations: Conversation[];
  amendments: Amendment[];
}

class Intake {
  readonly #replica: Replica;
  readonly #news: boolean;
  readonly #kept = new Map<MessageId, Kept>();
  readonly #messages = new Map<MessageId, Message>();
  readonly #conversations = new Map<ConversationId, Conversation>();
  readonly #amendments = new Map<MessageId, Amendment>();

  constructor(replica: Replica, news: boolean, kept: readonly Kept[], ids: readonly MessageId[]) {
    this.#replica = replica;
    this.#news = news;
    ids.forEach((id, index) => this.#kept.set(id, kept[index]!));
  }

  take(entries: readonly Message[]): Changes {
    for (const entry of entries) {
      const amendment = amendmentOf(entry);
      if (amendment) {
        this.#amend(amendment);
      } else {
        this.#add(entry);
      }
    }
    return {
      messages: [...this.#messages.values()],
      conversations: [...this.#conversations.values()],
      amendments: [...this.#amendments.values()],
    };
  }

  #add(entry: Message): void {
    const known = this.#known(entry.id);
    const earlier = this.#amendments.get(entry.id) ?? this.#kept.get(entry.id)?.amendment;
    const merged = known ? later(known, entry) : entry;
    const message = earlier ? amend(merged, earlier) : merged;
    this.#amendments.delete(entry.id);
    if (message !== known) {
      this.#messages.set(message.id, message);
    }
    this.#note(message, this.#news && !known);
  }

  #amend(amendment: Amendment): void {
    const target = this.#known(amendment.target);
    if (target) {
      const amended = amend(target, amendment);
      if (amended !== target) {
        this.#messages.set(amended.id, amended);
        this.#note(amended, false);
      }
    } else if (this.#isNewest(amendment)) {
      this.#amendments.set(amendment.target, amendment);
    }
  }

  #known(id: MessageId): Message | undefined {
    return this.#messages.get(id) ?? this.#kept.get(id)?.message;
  }

  #isNewest(amendment: Amendment): boolean {
    const other = this.#amendments.get(amendment.target) ?? this.#kept.get(amendment.target)?.amendment;
    return other === undefined || compareIds(amendment.id, other.id) > 0;
  }

  /** The list of conversations shows the last message as it is now, and how many are unread. */
  #note(message: Message, counts: boolean): void {
    const conversation = this.#conversation(message.conversation);
    const isLast = !conversation.last || compareIds(message.id, conversation.last.id) >= 0;
    const unread = counts && this.#isUnread(message, conversation);
    if (isLast || unread) {
      this.#conversations.set(conversation.id, {
        ...conversation,
        ...(isLast && { last: message }),
        unread: conversation.unread + (unread ? 1 : 0),
      });
    }
  }

  #isUnread(message: Message, { readUpTo, last }: Conversation): boolean {
    const counted = last?.id === message.id;
    return message.kind === 'text' && message.from !== this.#replica.me.id && message.deletedAt === undefined
      && !counted && (readUpTo === undefined || compareIds(message.id, readUpTo) > 0);
  }

  #conversation(id: ConversationId): Conversation {
    return this.#conversations.get(id) ?? this.#replica.conversation(id);
  }
}
