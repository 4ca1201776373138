import type { HistoryPage, Message, Place } from '../../main/web/client/src/index.js';
import { ApiError, MemoryStorage, Replica, Timeline, takeIn } from '../../main/web/client/src/index.js';
import { equal, test } from './harness.js';
import { ANN, CHAT, edited, said } from './people.js';

/** A server with a history, and how often it was asked. */
class Bench {
  readonly replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  readonly asked: Place[] = [];
  history: Message[];
  reachable = true;

  constructor(length: number) {
    this.history = Array.from({ length }, (_, index) => said(String(index + 1), `text ${index + 1}`));
  }

  timeline(): Timeline {
    const page = (_: string, place: Place, limit: number) => this.#page(place, limit);
    return new Timeline(CHAT, { replica: this.replica, page, onChange: () => undefined });
  }

  #page(place: Place, limit: number): Promise<HistoryPage> {
    this.asked.push(place);
    if (!this.reachable) {
      return Promise.reject(new ApiError(0, { code: 'offline' }));
    }
    const at = (id: string) => Number(id) - 1;
    const [from, to] = place === undefined ? [this.history.length - limit, this.history.length]
      : 'before' in place ? [at(place.before) - limit, at(place.before)]
      : 'after' in place ? [at(place.after) + 1, at(place.after) + 1 + limit]
      : [at(place.around) - limit / 2, at(place.around) + limit / 2];
    const messages = this.history.slice(Math.max(0, from), to);
    return Promise.resolve({ messages, hasBefore: from > 0, hasAfter: to < this.history.length });
  }
}

const span = ({ messages }: Timeline) => [messages.length, messages[0]?.id, messages.at(-1)?.id];

test('goes back to the beginning without gaps or repeats', async () => {
  const bench = new Bench(150);
  const timeline = bench.timeline();
  await timeline.open();
  equal(span(timeline), [60, '91', '150']);
  await timeline.loadBefore();
  await timeline.loadBefore();
  equal([...span(timeline), timeline.hasBefore], [150, '1', '150', false]);
  await timeline.loadBefore();
  equal(bench.asked.length, 3);
});

test('opens from the storage when it was read before, with no word to the server', async () => {
  const bench = new Bench(150);
  const first = bench.timeline();
  await first.open();
  await first.loadBefore();
  bench.reachable = false;
  const again = bench.timeline();
  await again.open();
  await again.loadBefore();
  equal([...span(again), again.hasBefore, bench.asked.length], [120, '31', '150', true, 2]);
  await again.loadBefore();
  equal([(again.error as ApiError).code, again.messages.length], ['offline', 120]);
});

test('knows that a short chat is complete', async () => {
  const bench = new Bench(3);
  await bench.timeline().open();
  const again = bench.timeline();
  await again.open();
  equal([again.hasBefore, bench.asked.length], [false, 1]);
});

test('opens where what is new begins, when there is more of it than a page', async () => {
  const bench = new Bench(300);
  const timeline = bench.timeline();
  await timeline.open('100');
  equal([...span(timeline), timeline.hasBefore, timeline.hasAfter], [60, '70', '129', true, true]);
  await timeline.open('241');
  equal([...span(timeline), timeline.hasAfter], [60, '241', '300', false]);
  bench.reachable = false;
  await timeline.open('100');
  equal([...span(timeline), timeline.error], [60, '241', '300', undefined]);
});

test('adds what comes at the end, and changes what is there', async () => {
  const bench = new Bench(2);
  const timeline = bench.timeline();
  await timeline.open();
  timeline.take((await takeIn(bench.replica, [said('3', 'new')], true)).messages);
  timeline.take((await takeIn(bench.replica, [edited('4', '1', 'changed')], true)).messages);
  equal(timeline.messages.map(message => message.text), ['changed', 'text 2', 'new']);
});

test('loses nothing that comes while the first page is on its way', async () => {
  const bench = new Bench(2);
  const timeline = bench.timeline();
  const opening = timeline.open();
  timeline.take([said('3', 'new')]);
  await opening;
  equal(timeline.messages.map(message => message.id), ['1', '2', '3']);
});

test('jumps into the middle, and comes back to the end page by page', async () => {
  const bench = new Bench(300);
  const timeline = bench.timeline();
  await timeline.open();
  await timeline.jump('100');
  equal([...span(timeline), timeline.hasAfter], [60, '70', '129', true]);
  timeline.take([said('301', 'unseen')]);
  equal(timeline.messages.length, 60);
  while (timeline.hasAfter) {
    await timeline.loadAfter();
  }
  equal(timeline.messages.at(-1)?.id, '300');
});

test('jumps without the server to a message that is kept here with all that follows', async () => {
  const bench = new Bench(150);
  const timeline = bench.timeline();
  await timeline.open();
  await timeline.loadBefore();
  bench.reachable = false;
  await timeline.jump('60');
  equal([...span(timeline), timeline.hasBefore, timeline.hasAfter], [60, '31', '90', true, true]);
  await timeline.jump('149');
  equal([...span(timeline), timeline.hasAfter], [32, '119', '150', false]);
  await timeline.jump('5');
  equal([(timeline.error as ApiError).code, timeline.messages.length], ['offline', 32]);
});

test('keeps no more in memory than somebody looks at, and reads again what it let go', async () => {
  const bench = new Bench(3_000);
  const timeline = bench.timeline();
  await timeline.open();
  while (timeline.hasBefore) {
    await timeline.loadBefore();
  }
  equal([timeline.messages.length <= 1_000, timeline.messages[0]?.id, timeline.hasAfter], [true, '1', true]);
  while (timeline.hasAfter) {
    await timeline.loadAfter();
  }
  equal([timeline.messages.length <= 1_000, timeline.messages.at(-1)?.id, timeline.hasBefore], [true, '3000', true]);
  const ids = timeline.messages.map(message => Number(message.id));
  equal(ids.every((id, index) => index === 0 || id === ids[index - 1]! + 1), true);
});

test('shows the page that was asked for last', async () => {
  const bench = new Bench(300);
  const timeline = bench.timeline();
  await timeline.open();
  await Promise.all([timeline.loadBefore(), timeline.jump('50'), timeline.jump('100')]);
  equal(span(timeline), [60, '70', '129']);
});
