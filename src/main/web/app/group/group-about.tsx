import type { Conversation } from '../../client/src/index.js';
import type { ComponentChildren } from 'preact';
import { useLoad } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { Avatar } from '../ui/avatar.js';
import { useConfirm } from '../ui/confirm.js';
import { Problem } from '../ui/problem.js';
import { Part } from '../ui/screen.js';
import { AddMembers } from './add-members.js';
import { GroupMembers } from './group-members.js';
import { GroupName } from './group-name.js';
import './group-about.css';

interface Props {
  conversation: Conversation;
  /** What comes after what it is called. */
  children: ComponentChildren;
}

/** What a group is called, who is in it, and what the user may change of that. */
export function GroupAbout({ conversation: { id, title }, children }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const load = useLoad(() => workspace.groups.refresh(id), [id]);
  const { ask, dialog } = useConfirm();
  useEvents({ group: ({ conversation }) => conversation === id, people: always }, [id]);
  const group = workspace.groups.of(id);
  const role = workspace.groups.role(id);
  const manages = role === 'owner' || role === 'admin';
  const name = group?.name || title || texts.chat.group;
  return (
    <>
      <Part>
        <div class="card-head">
          <Avatar id={id} name={name} large />
          <GroupName id={id} name={name} mayRename={manages} />
          <p class="soft">{group && !group.left ? texts.chat.members(group.members.length) : texts.chat.group}</p>
        </div>
        {group?.left && <p class="notice">{texts.chat.left}</p>}
        <Problem text={load.problem} />
      </Part>
      {children}
      {group && !group.left && (
        <Part title={texts.groups.members}>
          {manages && <AddMembers group={group} />}
          <GroupMembers group={group} ask={ask} />
        </Part>
      )}
      {group && role && (
        <Part>
          <div class="part-actions">
            <button
              class="button quiet-danger" type="button"
              onClick={() => ask({
                title: texts.groups.leaveTitle(name), hint: role === 'owner' ? texts.groups.leaveOwnerHint : texts.groups.leaveHint,
                yes: texts.groups.leave, act: () => workspace.groups.remove(id, workspace.me.id),
              })}>{texts.groups.leave}</button>
            {role === 'owner' && (
              <button
                class="button quiet-danger" type="button"
                onClick={() => ask({
                  title: texts.groups.endTitle(name), hint: texts.groups.endHint,
                  yes: texts.groups.end, act: () => workspace.groups.end(id),
                })}>{texts.groups.end}</button>
            )}
          </div>
        </Part>
      )}
      {dialog}
    </>
  );
}
