import type { Chapter, Entry } from './entries.js';
import { Field, Fields } from './fields.js';
import { Prose, Words } from './prose.js';

/** Everything about one call, frame or type. */
export function EntryView({ chapter, entry }: { chapter: Chapter; entry: Entry }) {
  return (
    <article id={entry.id} class="entry">
      <h4>
        <a href={`#${entry.id}`} class="heading">
          <Badge badge={entry.badge} />
          <code>{entry.name}</code>
        </a>
        {entry.open ? <span class="open">no token</span> : null}
      </h4>
      {entry.summary ? <p><Words text={entry.summary} /></p> : null}
      <Prose text={entry.description} />
      <Parameters chapter={chapter} entry={entry} />
      {entry.parts.map(part => (
        <section key={part.title} class="part">
          {part.title ? <h5><code>{part.title}</code> <span><Words text={part.note} /></span></h5> : null}
          {part.schema ? <Fields chapter={chapter} schema={part.schema} /> : null}
        </section>
      ))}
    </article>
  );
}

function Parameters({ chapter, entry }: { chapter: Chapter; entry: Entry }) {
  return entry.parameters.length === 0 ? null : (
    <section class="part">
      <h5><code>Parameters</code></h5>
      <ul class="fields">
        {entry.parameters.map(({ name, schema, required, description }) => (
          <Field
            key={name} chapter={chapter} name={name} required={required ?? false}
            schema={{ ...schema, ...description ? { description } : {} }} />
        ))}
      </ul>
    </section>
  );
}

/** The method of a call, or who says a frame. */
export function Badge({ badge }: { badge: string }) {
  return <span class={`badge ${badge.toLowerCase()}`}>{badge === 'DELETE' ? 'DEL' : badge}</span>;
}
