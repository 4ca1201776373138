import type { Me } from '../../client/src/index.js';
import { choose, languages, speech } from '../i18n/languages.js';
import { NotifySwitch } from '../notify/notify-switch.js';
import { useAction, useLoad } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { chooseEnter, enterSends } from '../state/enter.js';
import { address } from '../state/router.js';
import { useStore } from '../state/store.js';
import { THEMES, chooseTheme, theme } from '../state/theme.js';
import { Icon } from '../ui/icon.js';
import { Problem } from '../ui/problem.js';
import { Part, Screen } from '../ui/screen.js';
import { Segments } from '../ui/segments.js';
import { Switch } from '../ui/switch.js';
import { ProfileForm } from './profile-form.js';
import './settings.css';

const AUDIENCES = ['everyone', 'friends', 'nobody'] as const;

/** The user's profile, who sees what, and how this browser shows it all. */
export function Settings() {
  const texts = useTexts();
  const workspace = useWorkspace();
  const load = useLoad(() => workspace.account.refresh());
  useEvents({ people: always });
  return (
    <Screen title={texts.settings.title} back={{ name: 'home' }}>
      <Problem text={load.problem} />
      <Part title={texts.settings.profile}><ProfileForm /></Part>
      <Part title={texts.settings.privacy}><Privacy me={workspace.me} /></Part>
      <Part title={texts.settings.browser}><Browser /></Part>
      <Part>
        <a class="settings-link" href={address({ name: 'devices' })}>
          <Icon name="device" /><span>{texts.devices.title}</span><Icon name="forward" class="soft" />
        </a>
      </Part>
    </Screen>
  );
}

function Privacy({ me }: { me: Me }) {
  const { settings } = useTexts();
  const { account } = useWorkspace();
  const action = useAction(true);
  return (
    <div class="part-stack">
      <Segments
        legend={settings.presence} hint={settings.presenceHint} value={me.presence ?? 'everyone'}
        choices={AUDIENCES.map(value => ({ value, label: settings.audiences[value] }))}
        onChoose={presence => void action.run(() => account.change({ presence }))} />
      <Switch
        label={settings.receipts} hint={settings.receiptsHint} on={me.readReceipts ?? true}
        onSwitch={readReceipts => void action.run(() => account.change({ readReceipts }))} />
      <Problem text={action.problem} />
    </div>
  );
}

/** What is set for this browser alone. */
function Browser() {
  const { settings, menu } = useTexts();
  const { language } = useStore(speech);
  const shown = useStore(theme);
  const sends = useStore(enterSends);
  return (
    <div class="part-stack">
      <Segments
        legend={menu.theme} value={shown} choices={THEMES.map(value => ({ value, label: menu.themes[value] }))}
        onChoose={chooseTheme} />
      <Segments
        legend={menu.language} value={language}
        choices={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
        onChoose={code => void choose(code)} />
      <NotifySwitch />
      <Switch label={settings.enter} hint={settings.enterHint} on={sends} onSwitch={chooseEnter} />
    </div>
  );
}
