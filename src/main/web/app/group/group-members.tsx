import type { Group, Member, Person, Role } from '../../client/src/index.js';
import { useEffect } from 'preact/hooks';
import { useTexts, useWorkspace } from '../state/app.js';
import { useStandings } from '../state/standing.js';
import type { Texts } from '../i18n/texts.js';
import { PersonRow } from '../people/person-row.js';
import type { Question } from '../ui/confirm.js';
import type { Choice } from '../ui/popup-menu.js';
import { PopupMenu } from '../ui/popup-menu.js';

const RANK: Record<Role, number> = { owner: 0, admin: 1, member: 2 };

interface Props {
  group: Group;
  ask: (question: Question) => void;
}

/** Who is in a group and who of them is there, as of now: nothing tells when they come and go. */
export function GroupMembers({ group, ask }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const standingOf = useStandings();
  useEffect(() => workspace.presence.lookAtGroup(group.conversation), [group.conversation, group.members.length]);
  const mine = workspace.groups.role(group.conversation);
  const members = group.members
    .flatMap(member => {
      const person = workspace.people.get(member.user);
      return person ? [{ member, person }] : [];
    })
    .sort((one, other) => RANK[one.member.role] - RANK[other.member.role]
      || one.person.displayName.localeCompare(other.person.displayName));
  return (
    <ul class="person-list">
      {members.map(({ member, person }) => (
        <PersonRow
          key={person.id} person={person} name={person.id === workspace.me.id ? texts.chat.you : undefined}
          standing={standingOf(person)} note={texts.groups.roles[member.role]}>
          <MemberMenu group={group} member={member} person={person} mine={mine} ask={ask} />
        </PersonRow>
      ))}
    </ul>
  );
}

interface MenuProps extends Props {
  member: Member;
  person: Person;
  mine: Role | undefined;
}

function MemberMenu({ group, member, person, mine, ask }: MenuProps) {
  const texts = useTexts();
  const workspace = useWorkspace();
  if (person.id === workspace.me.id || mine === undefined || RANK[mine] >= RANK[member.role]) {
    return null;
  }
  const give = (role: Role) => () => workspace.groups.put(group.conversation, person.id, role);
  const remove = () => workspace.groups.remove(group.conversation, person.id);
  const questions = questionsAbout(person, member, group, texts, give, remove);
  const choices: Choice[] = questions
    .filter(({ roles }) => roles.includes(mine))
    .map(({ label, question, danger }) => ({ label, danger, act: () => ask(question) }));
  return <PopupMenu label={texts.groups.manage(person.displayName)} icon="more" choices={choices} />;
}

interface Change {
  label: string;
  /** Who may do it. */
  roles: Role[];
  danger: boolean;
  question: Question;
}

function questionsAbout(
  { displayName: name }: Person, { role }: Member, group: Group, { groups }: Texts,
  give: (role: Role) => () => Promise<void>, remove: () => Promise<void>): Change[] {
  const promote: Change = {
    label: groups.makeAdmin, roles: ['owner'], danger: false,
    question: { title: groups.makeAdminTitle(name), hint: groups.makeAdminHint, yes: groups.makeAdmin, act: give('admin') },
  };
  const demote: Change = {
    label: groups.makeMember, roles: ['owner'], danger: false,
    question: { title: groups.makeMemberTitle(name), yes: groups.makeMember, act: give('member') },
  };
  return [
    role === 'admin' ? demote : promote,
    {
      label: groups.handOver, roles: ['owner'], danger: false,
      question: { title: groups.handOverTitle(name), hint: groups.handOverHint, yes: groups.handOver, act: give('owner') },
    },
    {
      label: groups.remove, roles: ['owner', 'admin'], danger: true,
      question: { title: groups.removeTitle(name, group.name), hint: groups.removeHint, yes: groups.remove, act: remove },
    },
  ];
}
