import type { Conversation, Pending } from '../../main/web/client/src/index.js';
import { Layout } from '../../main/web/app/chat/layout.js';
import { linkify } from '../../main/web/app/chat/linkify.js';
import type { Shown } from '../../main/web/app/chat/rows.js';
import { rowsOf } from '../../main/web/app/chat/rows.js';
import { en } from '../../main/web/app/i18n/en.js';
import { Times } from '../../main/web/app/i18n/times.js';
import { thisDevice } from '../../main/web/app/state/device.js';
import { equal, test } from './harness.js';
import { ANN, BEN, CHAT, said } from './people.js';

const CONVERSATION: Conversation = { id: CHAT, kind: 'direct', title: 'Ben', unread: 0, muted: false, pinned: false, marks: {} };
const pending = (ref: string, more: Partial<Pending> = {}): Pending =>
  ({ ref, conversation: CHAT, kind: 'text', text: ref, at: Date.UTC(2030, 0, 1), order: 1, ...more });
const rows = (shown: Partial<Shown>) =>
  rowsOf({ messages: [], pending: [], conversation: CONVERSATION, me: ANN.id, readUpTo: undefined, hasBefore: false, ...shown });

test('finds the row at a height as a search from the top would', () => {
  const heights = Array.from({ length: 1_000 }, (_, index) => 20 + (index * 37) % 90);
  const layout = new Layout(heights.map((_, index) => `k${index}`), new Map(), 50);
  heights.forEach((height, index) => layout.measure(`k${index}`, height));
  let top = 0;
  heights.forEach((height, index) => {
    equal([layout.top(index), layout.indexAt(top), layout.indexAt(top + height - 1)], [top, index, index]);
    top += height;
  });
  equal([layout.height, layout.indexAt(-5), layout.indexAt(top + 5), layout.indexOf('k7'), layout.indexOf('x')], [top, 0, 999, 7, -1]);
});

test('puts days between messages and what is pending at the end', () => {
  const shown = rows({ messages: [said('1', 'a'), said('90000', 'b')], pending: [pending('p', { at: Date.UTC(2030, 0, 3) })] });
  equal(shown.map(row => row.type), ['day', 'said', 'day', 'said', 'day', 'said']);
});

test('keeps the key of a message when it is accepted', () => {
  const before = rows({ pending: [pending('r')] }).at(-1)?.key;
  equal(rows({ messages: [said('1', 'r', { from: ANN.id, ref: 'r' })] }).at(-1)?.key, before);
});

test('shows what was sent once, whether history brings it or the answer', () => {
  const shown = rows({ messages: [said('1', 'r', { from: ANN.id, ref: 'r' })], pending: [pending('r'), pending('later')] });
  equal(shown.map(row => row.type === 'said' && [row.key, row.said.progress]), [false, ['r', 'sent'], ['later', 'pending']]);
});

test('joins what one says without a pause', () => {
  const shown = rows({ messages: [said('1', 'a'), said('2', 'b'), said('900', 'c'), said('901', 'd', { from: ANN.id })] });
  equal(shown.map(row => row.type === 'said' && [row.first, row.last]), [false, [true, false], [false, true], [true, true], [true, true]]);
});

test('marks what is new before the first message of somebody else after the read mark', () => {
  const messages = [said('1', 'a'), said('2', 'mine', { from: ANN.id }), said('3', 'b'), said('4', 'c')];
  equal(rows({ messages, readUpTo: '1' }).map(row => row.type), ['day', 'said', 'said', 'new', 'said', 'said']);
});

test('does not say that what is new begins here when it may begin before', () => {
  const messages = [said('3', 'a'), said('4', 'b')];
  equal(rows({ messages, readUpTo: '1', hasBefore: true }).map(row => row.type), ['day', 'said', 'said']);
  equal(rows({ messages, readUpTo: '1' }).map(row => row.type), ['day', 'new', 'said', 'said']);
});

test('puts the day before what is new on it', () => {
  equal(rows({ messages: [said('1', 'a'), said('90000', 'b')], readUpTo: '1' }).map(row => row.type), ['day', 'said', 'day', 'new', 'said']);
});

test('tells how far a message has come', () => {
  const marks = { [BEN.id]: { delivered: '3', read: '2' } };
  const messages = ['2', '3', '4'].map(id => said(id, id, { from: ANN.id }));
  const shown = rows({ messages, conversation: { ...CONVERSATION, marks }, pending: [pending('p'), pending('f', { failed: { code: 'blocked', message: '' } })] });
  equal(shown.flatMap(row => row.type === 'said' ? [row.said.progress] : []), ['read', 'delivered', 'sent', 'pending', 'failed']);
});

test('shows an edit and a deletion before they are accepted', () => {
  const messages = [said('1', 'a', { from: ANN.id }), said('2', 'b', { from: ANN.id })];
  const shown = rows({ messages, pending: [pending('e', { kind: 'edit', target: '1', text: 'A' }), pending('d', { kind: 'delete', target: '2', text: '' })] });
  equal(shown.flatMap(row => row.type === 'said' ? [[row.said.text, row.said.edited, row.said.deleted]] : []), [['A', true, false], ['', false, true]]);
});

test('shows a refused change beside the message as it was', () => {
  const failed = { code: 'too_late', message: '' };
  const shown = rows({
    messages: [said('1', 'a', { from: ANN.id, replyTo: '9' })],
    pending: [pending('e', { kind: 'edit', target: '1', text: 'A', failed })],
  });
  equal(shown.flatMap(row => row.type === 'said' ? [[row.said.text, row.said.edited, row.said.refused?.ref, row.said.replyTo]] : []),
    [['a', false, 'e', '9']]);
});

test('quotes nothing in a message that was deleted', () => {
  const shown = rows({ messages: [said('1', '', { replyTo: '9', deletedAt: '2030-01-02' })] });
  equal(shown.flatMap(row => row.type === 'said' ? [row.said.replyTo] : []), [undefined]);
});

test('links to pages, and to nothing else', () => {
  equal(linkify('see https://example.org/a_(b)?q=1, or (http://x.org).').filter(piece => piece.href).map(piece => piece.href),
    ['https://example.org/a_(b)?q=1', 'http://x.org']);
  equal(linkify('javascript:alert(1) data:text/html,x <a href="x">').some(piece => piece.href), false);
  equal(linkify('a https://b.org c').map(piece => piece.text).join(''), 'a https://b.org c');
});

test('says days by the time of the server', () => {
  const now = new Date(2030, 4, 20, 12).getTime();
  const times = new Times({ language: 'en', texts: en }, () => now, ['ko', 'en-GB']);
  equal(times.day(now), 'Today');
  equal(times.day(now - 20 * 3_600_000), 'Yesterday');
  equal(times.day(new Date(2030, 4, 2).getTime()), 'Thursday 2 May');
  equal(times.day(new Date(2028, 4, 2).getTime()), '2 May 2028');
});

test('names this device', () => {
  equal(thisDevice('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36').name, 'Chrome on Linux');
  equal(thisDevice('something').name, 'Browser');
});
