import type { Person } from '../../client/src/index.js';
import type { ComponentChildren } from 'preact';
import { useTexts } from '../state/app.js';
import { address } from '../state/router.js';
import type { Standing } from '../state/standing.js';
import { Avatar } from '../ui/avatar.js';
import './person-row.css';

interface Props {
  person: Person;
  /** What to call them here, if not by their name. */
  name?: string | undefined;
  standing: Standing;
  /** What stands behind the name, such as a role. */
  note?: string | undefined;
  /** Buttons. */
  children?: ComponentChildren;
}

/** Somebody in a list, and what can be done about them. */
export function PersonRow({ person, name = person.displayName, standing, note, children }: Props) {
  const texts = useTexts();
  return (
    <li class="person-row">
      <a class="person-link" href={address({ name: 'person', user: person.id })}>
        <Avatar id={person.id} name={person.displayName} picture={person.avatar} online={standing.online} />
        <span class="person-text">
          <span class="person-name">
            <bdi class="one-line">{name}</bdi>
            {note !== undefined && <span class="person-note">{note}</span>}
          </span>
          <span class={`one-line person-standing ${standing.online ? 'lively' : 'soft'}`}>
            {standing.online ? texts.chat.online : standing.text}
          </span>
        </span>
      </a>
      {children && <span class="person-actions">{children}</span>}
    </li>
  );
}
