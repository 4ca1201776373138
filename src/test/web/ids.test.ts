import { codePoints, compareIds, directConversation, largerId, newRef, otherIn } from '../../main/web/client/src/index.js';
import { equal, test } from './harness.js';

test('orders ids as numbers, not as text', () => {
  equal(['100', '9', '99', '1000000000000000001', '1000000000000000000'].sort(compareIds),
    ['9', '99', '100', '1000000000000000000', '1000000000000000001']);
  equal(largerId('9', '10'), '10');
  equal(largerId(undefined, '3'), '3');
});

test('names the conversation of two users the same from both sides', () => {
  equal(directConversation('12', '7'), 'd:7:12');
  equal(directConversation('7', '12'), 'd:7:12');
  equal(otherIn('d:7:12', '7'), '12');
  equal(otherIn('d:7:12', '8'), undefined);
  equal(otherIn('g:7', '7'), undefined);
});

test('counts characters as the server does', () => {
  equal(codePoints('a👍한'), 3);
});

test('makes references that fit and differ', () => {
  const refs = Array.from({ length: 100 }, newRef);
  equal(new Set(refs).size, 100);
  equal(refs.every(ref => ref.length > 0 && ref.length <= 64), true);
});
