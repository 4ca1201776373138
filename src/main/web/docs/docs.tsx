import { render } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { applyTheme } from '../app/state/theme.js';
import '../app/styles/tokens.css';
import type { AsyncApi, OpenApi } from './contract.js';
import type { Chapter, Group } from './entries.js';
import { frameChapter, matching, restChapter } from './entries.js';
import { Badge, EntryView } from './entry.js';
import { Prose, Words } from './prose.js';
import './docs.css';

const API = 'api/v1/';

function Page({ chapters }: { chapters: Chapter[] }) {
  const [search, setSearch] = useState('');
  const shown = useMemo(() => chapters.map(chapter => ({ chapter, groups: matching(chapter, search) })), [chapters, search]);
  const count = shown.flatMap(({ groups }) => groups.flatMap(group => group.entries)).length;
  useEffect(toPlace, []);
  return (
    <div class="docs">
      <header>
        <a class="brand" href="./"><img src="icon.svg" alt="" /> Parley</a>
        <Search value={search} onChange={setSearch} />
        <p class="count" role="status">{search ? `${count} found` : ''}</p>
        <nav aria-label="Contents">
          {shown.map(({ chapter, groups }) => <Contents key={chapter.id} chapter={chapter} groups={groups} />)}
        </nav>
      </header>
      <main>
        <h1>The contract with clients</h1>
        {shown.map(({ chapter, groups }) => (
          <ChapterView key={chapter.id} chapter={chapter} groups={groups} whole={search === ''} />
        ))}
        {count === 0 ? <p class="nothing">Nothing has all of these words.</p> : null}
      </main>
    </div>
  );
}

/** The browser looked for the place before the page was there. */
function toPlace() {
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** A slash leads here, Escape empties it. */
function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <input
      ref={input} type="search" aria-label="Search" placeholder="Search: press /" value={value} autocomplete="off"
      spellcheck={false} onInput={event => onChange(event.currentTarget.value)}
      onKeyDown={event => event.key === 'Escape' && onChange('')} />
  );
}

function Contents({ chapter, groups }: { chapter: Chapter; groups: Group[] }) {
  return groups.length === 0 ? null : (
    <>
      <a class="chapter" href={`#${chapter.id}`}>{chapter.title}</a>
      {groups.map(group => (
        <details key={group.id} open={group.title !== 'types'}>
          <summary>{group.title}</summary>
          <ul>
            {group.entries.map(entry => (
              <li key={entry.id}>
                <a href={`#${entry.id}`}><Badge badge={entry.badge} /><span>{entry.name}</span></a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

interface ChapterProps {
  chapter: Chapter;
  groups: Group[];
  /** Whether nothing is searched for. */
  whole: boolean;
}

function ChapterView({ chapter, groups, whole }: ChapterProps) {
  const { info } = chapter.document;
  const file = chapter.id === 'rest' ? 'openapi' : 'asyncapi';
  return groups.length === 0 ? null : (
    <section id={chapter.id} aria-labelledby={`${chapter.id}-title`}>
      <h2 id={`${chapter.id}-title`}>{chapter.title}</h2>
      {whole ? (
        <>
          <p class="files">
            Version {info.version} · <a href={`${API}${file}.yaml`}>{file}.yaml</a> · <a href={`${API}${file}.json`}>{file}.json</a>
          </p>
          <Prose text={info.description} />
        </>
      ) : null}
      {groups.map(group => (
        <section key={group.id} id={group.id}>
          <h3>{group.title}</h3>
          {whole ? <div class="note"><Prose text={group.note} /></div> : null}
          {group.entries.map(entry => <EntryView key={entry.id} chapter={chapter} entry={entry} />)}
        </section>
      ))}
    </section>
  );
}

async function read<T>(name: string): Promise<T> {
  const answer = await fetch(API + name);
  if (!answer.ok) {
    throw new Error(`${name}: ${answer.status}`);
  }
  return await answer.json() as T;
}

async function start(): Promise<void> {
  applyTheme();
  const place = document.getElementById('docs')!;
  try {
    const [rest, frames] = await Promise.all([read<OpenApi>('openapi.json'), read<AsyncApi>('asyncapi.json')]);
    render(<Page chapters={[restChapter(rest), frameChapter(frames)]} />, place);
  } catch (problem) {
    render(<p class="nothing"><Words text={`The contract could not be read: ${String(problem)}`} /></p>, place);
  }
}

void start();
