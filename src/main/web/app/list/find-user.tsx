import { ApiError, directConversation } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { useTexts, useWorkspace } from '../state/app.js';
import { explain } from '../state/errors.js';
import { go } from '../state/router.js';
import { Icon } from '../ui/icon.js';

const USERNAME = /^@?([a-z0-9_.]{3,32})$/;

/** Begins a chat with whoever has a username. Enter in the search does it too. */
export function FindUser({ query, onFound }: { query: string; onFound: () => void }) {
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
        return;
      }
      go({ name: 'chat', conversation: directConversation(workspace.me.id, person.id) });
      onFound();
    } catch (error) {
      const nobody = error instanceof ApiError && error.code === 'not_found';
      setProblem(nobody ? texts.list.nobody(username) : explain(error, texts));
    }
  };
  useEffect(() => setProblem(''), [query]);
  useEffect(() => {
    const search = document.querySelector<HTMLInputElement>('.search input');
    const onEnter = (event: KeyboardEvent) => event.key === 'Enter' && !event.isComposing && void find();
    search?.addEventListener('keydown', onEnter);
    return () => search?.removeEventListener('keydown', onEnter);
  }, [query, texts]);
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
