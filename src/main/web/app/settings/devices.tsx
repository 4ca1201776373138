import type { SignedInDevice } from '../../client/src/index.js';
import { useState } from 'preact/hooks';
import { useLoad } from '../state/action.js';
import { useClient, useTexts, useTimes, useWorkspace } from '../state/app.js';
import { useConfirm } from '../ui/confirm.js';
import { Icon } from '../ui/icon.js';
import { Problem } from '../ui/problem.js';
import { Part, Screen } from '../ui/screen.js';

/** Where the user is signed in, and signing out there. */
export function Devices() {
  const texts = useTexts();
  const client = useClient();
  const { account } = useWorkspace();
  const [devices, setDevices] = useState<SignedInDevice[]>();
  const { ask, dialog } = useConfirm();
  const read = async () => setDevices(inOrder(await account.devices()));
  const load = useLoad(read);
  const signOut = async ({ id, current }: SignedInDevice) => {
    if (current) {
      await client.logOut();
    } else {
      await account.revoke(id);
      await read();
    }
  };
  return (
    <Screen title={texts.devices.title} back={{ name: 'settings' }}>
      <Problem text={load.problem} />
      {load.problem && <button class="button" type="button" onClick={() => void load.run(read)}>{texts.retry}</button>}
      {!devices && load.busy && <p class="soft" role="status">{texts.loading}</p>}
      {devices && (
        <Part>
          <p class="soft">{texts.devices.hint}</p>
          <ul>
            {devices.map(device => (
              <DeviceRow key={device.id} device={device} onSignOut={() => ask({
                title: texts.devices.signOutTitle(device.name), hint: texts.devices.signOutHint, yes: texts.devices.signOut,
                act: () => signOut(device),
              })} />
            ))}
          </ul>
        </Part>
      )}
      {dialog}
    </Screen>
  );
}

function DeviceRow({ device: { name, platform, lastSeenAt, createdAt, current }, onSignOut }: { device: SignedInDevice; onSignOut: () => void }) {
  const texts = useTexts();
  const times = useTimes();
  return (
    <li class="device">
      <span class="device-icon"><Icon name={platform === 'web' ? 'device' : 'phone'} /></span>
      <span class="device-text">
        <bdi class="device-name">{name}</bdi>
        <span class={current ? 'lively' : 'soft'}>
          {platform} · {current ? texts.devices.current : texts.devices.seen(times.full(lastSeenAt))}
        </span>
        <span class="soft">{texts.devices.since(times.full(createdAt))}</span>
      </span>
      <button class="button" type="button" aria-label={texts.devices.signOutOf(name)} onClick={onSignOut}>{texts.devices.signOut}</button>
    </li>
  );
}

/** This one first, then who was there last. */
function inOrder(devices: SignedInDevice[]): SignedInDevice[] {
  return devices.sort((one, other) =>
    Number(other.current) - Number(one.current) || (one.lastSeenAt < other.lastSeenAt ? 1 : -1));
}
