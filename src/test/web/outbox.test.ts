import type { Send } from '../../main/web/client/src/index.js';
import { MemoryStorage, Outbox, Replica } from '../../main/web/client/src/index.js';
import { TestTime, equal, settled, test } from './harness.js';
import { ANN, CHAT } from './people.js';

class Bench {
  readonly time = new TestTime();
  readonly storage = new MemoryStorage();
  readonly sent: Send[] = [];
  up = true;

  async outbox(): Promise<Outbox> {
    const snapshot = await this.storage.load();
    const replica = new Replica(this.storage, snapshot, ANN);
    const send = (frame: Send) => {
      if (this.up) {
        this.sent.push(frame);
      }
      return this.up;
    };
    return new Outbox({ environment: this.time, replica, send, onChange: () => undefined }, snapshot.pending);
  }

  get texts(): (string | undefined)[] {
    return this.sent.map(frame => frame.text);
  }
}

const draft = (text: string) => ({ ref: `ref of ${text}`, conversation: CHAT, kind: 'text' as const, text, at: 0 });
const accepted = (text: string) => ({ type: 'accepted' as const, ref: `ref of ${text}`, id: '9', conversation: CHAT, at: '' });

test('sends one of a conversation at a time, in order', async () => {
  const bench = new Bench();
  const outbox = await bench.outbox();
  await outbox.add(draft('a'));
  await outbox.add(draft('b'));
  equal(bench.texts, ['a']);
  outbox.settle('ref of a');
  equal(bench.texts, ['a', 'b']);
});

test('keeps what is written offline over a reload, and sends it under the same reference', async () => {
  const bench = new Bench();
  bench.up = false;
  await (await bench.outbox()).add(draft('a'));
  bench.up = true;
  (await bench.outbox()).resume();
  equal(bench.sent.map(frame => frame.ref), ['ref of a']);
});

test('sends again what was on the way when the connection went', async () => {
  const bench = new Bench();
  const outbox = await bench.outbox();
  await outbox.add(draft('a'));
  outbox.resume();
  equal(bench.sent.map(frame => frame.ref), ['ref of a', 'ref of a']);
});

test('sends again when no answer comes', async () => {
  const bench = new Bench();
  const outbox = await bench.outbox();
  await outbox.add(draft('a'));
  await bench.time.pass(21_000);
  equal(bench.texts, ['a', 'a']);
});

test('waits as long as the server asks, and then tries again', async () => {
  const bench = new Bench();
  const outbox = await bench.outbox();
  await outbox.add(draft('a'));
  await outbox.failed('ref of a', { code: 'rate_limited', message: '', retryable: true, retryAfterMs: 4_000 });
  await bench.time.pass(3_900);
  equal(bench.texts, ['a']);
  await bench.time.pass(200);
  equal(bench.texts, ['a', 'a']);
});

test('leaves what was refused to the user, and goes on with the next', async () => {
  const bench = new Bench();
  const outbox = await bench.outbox();
  await outbox.add(draft('a'));
  await outbox.add(draft('b'));
  await outbox.failed('ref of a', { code: 'blocked', message: '', retryable: false });
  await settled();
  equal(bench.texts, ['a', 'b']);
  equal(outbox.get('ref of a')?.failed?.code, 'blocked');
  outbox.settle('ref of b');
  await outbox.retry('ref of a');
  equal(bench.texts, ['a', 'b', 'a']);
  await outbox.discard('ref of a');
  equal(outbox.all.length, 0);
  equal((await bench.storage.load()).pending.map(one => one.ref), ['ref of b']);
});

test('makes a message of what was accepted', async () => {
  const bench = new Bench();
  const outbox = await bench.outbox();
  await outbox.add({ ...draft('a'), replyTo: '3', mentions: ['4'] });
  equal(outbox.accepted(accepted('a'), ANN.id),
    { id: '9', conversation: CHAT, at: '', kind: 'text', text: 'a', ref: 'ref of a', from: ANN.id, replyTo: '3', mentions: ['4'] });
  equal(outbox.accepted(accepted('unknown'), ANN.id), undefined);
});
