import type { Person } from '../../client/src/index.js';
import { ApiError } from '../../client/src/index.js';
import type { MutableRef } from 'preact/hooks';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useTexts, useWorkspace } from '../state/app.js';
import { explain } from '../state/errors.js';
import { Icon } from '../ui/icon.js';
import './find-person.css';

const USERNAME = /^@?([a-z0-9_.]{3,32})$/;

interface Props {
  query: string;
  onFound: (person: Person) => void;
  /** Filled with what Enter in the search does. */
  control: MutableRef<(() => void) | null>;
}

/** Finds whoever has a username, but for the user. */
export function FindPerson({ query, onFound, control }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [problem, setProblem] = useState('');
  const username = USERNAME.exec(query)?.[1];
  const find = async () => {
    if (username === undefined) {
      return;
    }
    try {
      const person = await workspace.people.find(username);
      if (person.id === workspace.me.id) {
        setProblem(texts.list.yourself);
      } else {
        onFound(person);
      }
    } catch (error) {
      const nobody = error instanceof ApiError && error.code === 'not_found';
      setProblem(nobody ? texts.list.nobody(username) : explain(error, texts));
    }
  };
  useEffect(() => setProblem(''), [query]);
  useLayoutEffect(() => {
    control.current = () => void find();
    return () => {
      control.current = null;
    };
  });
  return (
    <div class="find">
      {username !== undefined && (
        <button class="find-button" type="button" onClick={() => void find()}>
          <span class="find-icon"><Icon name="search" /></span>
          {texts.list.find(username)}
        </button>
      )}
      <p class="find-problem" role="status">{problem}</p>
    </div>
  );
}
