import { useTexts, useTimes, useWorkspace } from '../state/app.js';
import { useNames } from '../state/names.js';
import { address } from '../state/router.js';
import type { IconName } from '../ui/icon.js';
import { Avatar, hueOf } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { useActs } from './acts.js';
import { Actions, useMenuKeys } from './message-actions.js';
import { Refused } from './message-refused.js';
import { notice } from './notice.js';
import { QuoteText } from './quote.js';
import type { Progress, Row, Said } from './rows.js';
import { Text } from './text.js';

const MARKS: Record<Progress, IconName> = { pending: 'clock', failed: 'alert', sent: 'check', delivered: 'checks', read: 'checks' };

/** One row of a chat; `found` when it is the one that was jumped to. */
export function ChatRow({ row, isGroup, found }: { row: Row; isGroup: boolean; found: boolean }) {
  const texts = useTexts();
  const names = useNames();
  switch (row.type) {
    case 'day': return <Day at={row.at} />;
    case 'new': return <p class="new"><span>{texts.chat.newMessages}</span></p>;
    case 'notice': return <p class="notice-row"><span>{notice(row.message, texts, names.ofOthers)}</span></p>;
    case 'said': return <Bubble row={row} isGroup={isGroup} found={found} />;
    default: return null;
  }
}

function Day({ at }: { at: string | number }) {
  const texts = useTexts();
  const times = useTimes();
  const acts = useActs();
  return (
    <h2 class="day">
      <button type="button" tabIndex={-1} title={texts.dates.jump} onClick={() => acts.pickDay()}>{times.day(at)}</button>
    </h2>
  );
}

interface BubbleProps {
  row: Extract<Row, { type: 'said' }>;
  isGroup: boolean;
  found: boolean;
}

function Bubble({ row: { said, first, last }, isGroup, found }: BubbleProps) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  const menu = useMenuKeys(said);
  const mine = said.from === workspace.me.id;
  const name = mine ? texts.chat.you : names.of(said.from);
  const signed = isGroup && !mine;
  const shape = classes({ mine, theirs: !mine, signed, first, last, found, [said.progress ?? '']: true });
  const people = said.mentions.flatMap(user => workspace.people.get(user) ?? []);
  return (
    <article class={`said ${shape}`} aria-label={name} tabIndex={-1} {...menu}>
      {signed && last && <Avatar id={said.from} name={name} picture={workspace.people.get(said.from)?.avatar} />}
      <div class="line">
        <div class="bubble">
          {signed && first && (
            <p class={`author one-line ${hueOf(said.from)}`}>
              <a href={address({ name: 'person', user: said.from })} tabIndex={-1}><bdi>{name}</bdi></a>
            </p>
          )}
          {said.replyTo !== undefined && <Quote said={said} />}
          <div class="words" dir="auto">
            {said.deleted ? <span class="text gone">{texts.chat.deleted}</span> : <Text text={said.text} people={people} />}
            <Foot said={said} />
          </div>
        </div>
        <Actions said={said} />
      </div>
      <Refused said={said} />
    </article>
  );
}

/** What is answered; a press shows it where it was said. */
function Quote({ said: { replyTo, message, pending } }: { said: Said }) {
  const texts = useTexts();
  const acts = useActs();
  return (
    <button class="quote" type="button" aria-description={texts.acts.jump} onClick={() => acts.jump(replyTo!)}>
      <QuoteText conversation={(message ?? pending!).conversation} id={replyTo!} />
    </button>
  );
}

function Foot({ said }: { said: Said }) {
  const texts = useTexts();
  const times = useTimes();
  return (
    <span class="foot" dir="ltr">
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

function classes(names: Record<string, boolean>): string {
  return Object.keys(names).filter(name => names[name]).join(' ');
}
