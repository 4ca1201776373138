import { useTexts, useTimes, useWorkspace } from '../state/app.js';
import { explainCode } from '../state/errors.js';
import { useNames } from '../state/names.js';
import { address } from '../state/router.js';
import type { IconName } from '../ui/icon.js';
import { Avatar, hueOf } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { notice } from './notice.js';
import type { Progress, Row, Said } from './rows.js';
import { Text } from './text.js';

const MARKS: Record<Progress, IconName> = { pending: 'clock', failed: 'alert', sent: 'check', delivered: 'checks', read: 'checks' };

/** One row of a chat. */
export function ChatRow({ row, isGroup }: { row: Row; isGroup: boolean }) {
  const texts = useTexts();
  const times = useTimes();
  const names = useNames();
  switch (row.type) {
    case 'day': return <h2 class="day"><span>{times.day(row.at)}</span></h2>;
    case 'new': return <p class="new"><span>{texts.chat.newMessages}</span></p>;
    case 'notice': return <p class="notice-row"><span>{notice(row.message, texts, names.ofOthers)}</span></p>;
    case 'said': return <Bubble row={row} isGroup={isGroup} />;
    default: return null;
  }
}

function Bubble({ row: { said, first, last }, isGroup }: { row: Extract<Row, { type: 'said' }>; isGroup: boolean }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  const mine = said.from === workspace.me.id;
  const name = mine ? texts.chat.you : names.of(said.from);
  const signed = isGroup && !mine;
  const shape = `${mine ? 'mine' : 'theirs'} ${signed ? 'signed' : ''} ${first ? 'first' : ''} ${last ? 'last' : ''} ${said.progress ?? ''}`;
  return (
    <article class={`said ${shape}`} aria-label={name}>
      {signed && last && <Avatar id={said.from} name={name} picture={workspace.people.get(said.from)?.avatar} />}
      <div class="bubble">
        {signed && first && <p class={`author one-line ${hueOf(said.from)}`}><a href={address({ name: 'person', user: said.from })}><bdi>{name}</bdi></a></p>}
        {said.deleted ? <span class="text gone">{texts.chat.deleted}</span> : <Text text={said.text} />}
        <Foot said={said} />
      </div>
      {said.pending?.failed && <Failed said={said} />}
    </article>
  );
}

function Foot({ said }: { said: Said }) {
  const texts = useTexts();
  const times = useTimes();
  return (
    <span class="foot">
      {said.edited && <span>{texts.chat.edited} </span>}
      <time dateTime={new Date(said.at).toISOString()} title={times.full(said.at)}>{times.clock(said.at)}</time>
      {said.progress && (
        <>
          <Icon name={MARKS[said.progress]} class={`mark ${said.progress}`} />
          <span class="unseen">{texts.state[said.progress]}</span>
        </>
      )}
    </span>
  );
}

/** Why the server refused it, and what can be done. */
function Failed({ said: { pending } }: { said: Said }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const { ref, failed } = pending!;
  return (
    <p class="failed-note" role="alert">
      <span>{explainCode(failed!.code, texts)}</span>
      <button class="button link" type="button" onClick={() => void workspace.outbox.retry(ref)}>{texts.retry}</button>
      <button class="button link" type="button" onClick={() => void workspace.outbox.discard(ref)}>{texts.state.discard}</button>
    </p>
  );
}
