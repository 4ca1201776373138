import type { ConversationId } from '../../client/src/index.js';
import { otherIn } from '../../client/src/index.js';
import { GroupAbout } from '../group/group-about.js';
import { PersonCard } from '../people/person-card.js';
import { useAction } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { Problem } from '../ui/problem.js';
import { Part, Screen } from '../ui/screen.js';
import { Switch } from '../ui/switch.js';

/** Whom a chat is with, and how the user wants it shown. */
export function ChatAbout({ id }: { id: ConversationId }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  useEvents({ conversations: always });
  const other = otherIn(id, workspace.me.id);
  return (
    <Screen title={other === undefined ? texts.groups.about : texts.people.card} back={{ name: 'chat', conversation: id }} aside>
      {other === undefined
        ? <GroupAbout conversation={workspace.conversation(id)}><Showing id={id} /></GroupAbout>
        : <PersonCard user={other} beside><Showing id={id} /></PersonCard>}
    </Screen>
  );
}

function Showing({ id }: { id: ConversationId }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const action = useAction(true);
  const { muted, pinned, last } = workspace.conversation(id);
  if (!last) {
    return null;
  }
  return (
    <Part>
      <div class="part-stack">
        <Switch
          label={texts.showing.mute} hint={texts.showing.muteHint} on={muted}
          onSwitch={on => void action.run(() => workspace.list.show(id, { muted: on }))} />
        <Switch
          label={texts.showing.pin} hint={texts.showing.pinHint} on={pinned}
          onSwitch={on => void action.run(() => workspace.list.show(id, { pinned: on }))} />
        <Problem text={action.problem} />
      </div>
    </Part>
  );
}
