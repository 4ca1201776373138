import type { Person } from '../../main/web/client/src/index.js';
import { forgetDrafts, keepDrafts, readDraft, writeDraft } from '../../main/web/app/chat/drafts.js';
import { EMOJI } from '../../main/web/app/chat/emoji.js';
import { linkify } from '../../main/web/app/chat/linkify.js';
import { begunAt, candidates, markNames, namedIn } from '../../main/web/app/chat/mentions.js';
import { withText, withoutTarget } from '../../main/web/app/chat/use-draft.js';
import { equal, test } from './harness.js';

const person = (id: string, username: string, displayName: string): Person => ({ id, username, displayName });
const PEOPLE = [person('1', 'ann', 'Ann Archer'), person('2', 'ben', 'Benedikt'), person('3', 'annika', '김서연')];

test('sees a name that is being written, and no address', () => {
  equal(begunAt('hello @an', 9), { start: 6, query: 'an' });
  equal(begunAt('@', 1), { start: 0, query: '' });
  equal(begunAt('(@서', 3), { start: 1, query: '서' });
  equal([begunAt('ann@example', 11), begunAt('@ann said', 9), begunAt('hello', 5)], [undefined, undefined, undefined]);
});

test('offers first whose names begin as written', () => {
  const names = (query: string) => candidates(PEOPLE, query).map(one => one.username);
  equal([names('an'), names('arch'), names('서'), names('z'), names('').length], [['ann', 'annika'], ['ann'], ['annika'], [], 3]);
});

test('names each once, and nobody who is not there', () => {
  equal(namedIn('@ben, @Ann. @ben (@annika) ann@ben.org @zoe', PEOPLE), ['2', '1', '3']);
});

test('marks names of those who are meant, and leaves all else as it was', () => {
  const text = 'hi @ann, see https://x.org/@ben and @ben.';
  const pieces = markNames(linkify(text), [PEOPLE[0]!, PEOPLE[1]!]);
  equal(pieces.filter(piece => piece.user).map(piece => [piece.text, piece.user]), [['@ann', '1'], ['@ben', '2']]);
  equal(pieces.map(piece => piece.text).join(''), text);
});

test('keeps drafts of each user and chat apart, and forgets those of one user', () => {
  writeDraft('7', 'd:7:12', { text: 'half', replyTo: '5' });
  writeDraft('8', 'd:7:12', { text: 'other' });
  keepDrafts();
  equal(JSON.parse(localStorage.getItem('parley.draft.7.d:7:12')!), { text: 'half', replyTo: '5' });
  forgetDrafts('7');
  equal([readDraft('7', 'd:7:12').text, readDraft('8', 'd:7:12').text], ['', 'other']);
  equal(localStorage.getItem('parley.draft.7.d:7:12'), null);
  forgetDrafts('8');
});

test('keeps nothing of an empty draft', () => {
  writeDraft('7', 'd:7:12', { text: 'x' });
  writeDraft('7', 'd:7:12', { text: '' });
  keepDrafts();
  equal(localStorage.getItem('parley.draft.7.d:7:12'), null);
});

test('lets a draft wait while a message is changed', () => {
  const editing = withText({ text: 'draft', replyTo: '2', edit: { id: '1', text: 'old' } }, 'new');
  equal(editing, { text: 'draft', replyTo: '2', edit: { id: '1', text: 'new' } });
  equal(withoutTarget(editing), { text: 'draft', replyTo: '2' });
  equal(withoutTarget({ text: 'draft', replyTo: '2' }), { text: 'draft' });
});

test('offers each emoji once', () => {
  const all = Object.values(EMOJI).flat();
  equal([new Set(all).size, all.includes('')], [all.length, false]);
});
