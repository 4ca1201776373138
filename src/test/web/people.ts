import type { Message, Person } from '../../main/web/client/src/index.js';

export const ANN: Person = { id: '7', username: 'ann', displayName: 'Ann' };
export const BEN: Person = { id: '12', username: 'ben', displayName: 'Ben' };
export const CHAT = 'd:7:12';

/** Something that Ben said to Ann. */
export function said(id: string, text: string, more: Partial<Message> = {}): Message {
  return { id, conversation: CHAT, from: BEN.id, at: time(id), kind: 'text', text, ...more };
}

export function edited(id: string, target: string, text: string): Message {
  return said(id, text, { kind: 'edit', target });
}

export function deleted(id: string, target: string): Message {
  return said(id, '', { kind: 'delete', target });
}

/** Larger ids are later. */
export function time(id: string): string {
  return new Date(Date.UTC(2030, 0, 1) + Number(id) * 1_000).toISOString();
}
