import { pushes as en } from '../../main/web/app/i18n/en.js';
import { pushes as ko } from '../../main/web/app/i18n/ko.js';
import type { PushedMessage } from '../../main/web/worker/push.js';
import { contentsOf, readPush } from '../../main/web/worker/push.js';
import { equal, test } from './harness.js';
import { BEN, CHAT } from './people.js';

const MESSAGE: PushedMessage = {
  type: 'message', conversation: CHAT, id: '7', at: '2030-01-01T00:00:00.000Z', count: 1, badge: 3,
  from: { id: BEN.id, name: 'Ben' }, text: 'hello',
};
const shown = (more: Partial<PushedMessage>, texts = en) => {
  const { title, body } = contentsOf({ ...MESSAGE, ...more }, texts);
  return [title, body];
};

test('shows of a push who wrote where, and how much more there is', () => {
  equal(shown({}), ['Ben', 'hello']);
  equal(shown({ count: 3 }), ['Ben', 'hello\nand 2 more messages']);
  equal(shown({ group: 'Team' }), ['Team', 'Ben: hello']);
  equal(shown({ count: 3 }, ko), ['Ben', 'hello\n외 메시지 2개']);
});

test('shows of a push without its text who wrote', () => {
  const { text, ...silent } = MESSAGE;
  equal(contentsOf({ ...silent, count: 2 }, en).body, '2 new messages');
  equal(contentsOf({ ...silent, group: '' }, en).title, 'Group');
  equal(contentsOf(silent, en).target, { conversation: CHAT, message: '7' });
});

test('takes a push that says nothing it knows for one that says nothing', () => {
  for (const said of [null, {}, 'x', { type: 'other' }, { type: 'message' }, { ...MESSAGE, from: null }]) {
    equal(readPush({ json: () => said }), { type: 'wakeup' });
  }
  equal(readPush({ json: () => { throw new SyntaxError(); } }), { type: 'wakeup' });
  equal(readPush(null), { type: 'wakeup' });
  equal(readPush({ json: () => MESSAGE }), MESSAGE);
});
